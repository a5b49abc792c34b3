package alrc.core.engine;

import alrc.settings.UserMistake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The CUDA build of libtorch that JavaCPP's jars contain, where these are on the class path:
 * artifacts {@code pytorch}, {@code openblas} and {@code cuda-redist} of {@code org.bytedeco}. The
 * driver, cuBLAS, cuSPARSE and cuDNN are not in them and come from the machine.
 */
final class CudaJars {
  /** What libtorch 2.7.1 links to, by {@code readelf -d}, as far as the jars contain it. */
  private static final List<String> LIBRARIES =
      List.of(
          "pytorch/linux-x86_64-gpu/libc10.so",
          "pytorch/linux-x86_64-gpu/libc10_cuda.so",
          "pytorch/linux-x86_64-gpu/libgomp.so.1",
          "pytorch/linux-x86_64-gpu/libtorch.so",
          "pytorch/linux-x86_64-gpu/libtorch_cpu.so",
          "pytorch/linux-x86_64-gpu/libtorch_cuda.so",
          "openblas/linux-x86_64/libgfortran.so.5",
          "openblas/linux-x86_64/libopenblas.so.0",
          "openblas/linux-x86_64/libquadmath.so.0",
          "cuda/linux-x86_64/libcudart.so.12",
          "cuda/linux-x86_64/libcufft.so.11",
          "cuda/linux-x86_64/libcufile.so.0",
          "cuda/linux-x86_64/libcupti.so.12",
          "cuda/linux-x86_64/libcurand.so.10");

  private static final String ROOT = "org/bytedeco/";
  private static final String FIRST = ROOT + LIBRARIES.get(0);
  private static final String DRIVER = "libcuda.so.1";
  private static final List<String> OF_THE_MACHINE =
      List.of("libcublas.so.12", "libcublasLt.so.12", "libcusparse.so.12", "libcudnn.so.9");

  private final ClassLoader classes;
  private final Predicate<String> loads;

  /**
   * The jars that a class loader sees.
   *
   * @param loads whether the machine has a library of a name, such as {@code libcuda.so.1}
   */
  CudaJars(ClassLoader classes, Predicate<String> loads) {
    this.classes = classes;
    this.loads = loads;
  }

  /** The jars on the class path of this program, and the libraries of this machine. */
  static CudaJars ofThisProcess() {
    return new CudaJars(CudaJars.class.getClassLoader(), CudaJars::dlopen);
  }

  private static boolean dlopen(String name) {
    try {
      var unused = com.sun.jna.NativeLibrary.getInstance(name);
      return true;
    } catch (UnsatisfiedLinkError missing) {
      return false;
    }
  }

  /**
   * The folder with the libraries, which the first process of a machine unpacks: 1.6 GB. Empty if
   * the jars are not on the class path, or if the machine has no NVIDIA driver and so no GPU.
   *
   * @param cache the folder for unpacked libraries
   * @throws UserMistake if a library is missing in the jars or on the machine, or if the folder
   *     cannot be written
   */
  Optional<Path> unpacked(Path cache) {
    if (classes.getResource(FIRST) == null || !loads.test(DRIVER)) {
      return Optional.empty();
    }
    List<String> missing = OF_THE_MACHINE.stream().filter(loads.negate()).toList();
    if (!missing.isEmpty()) {
      throw new UserMistake(
          "the CUDA build of libtorch on the class path needs "
              + String.join(", ", missing)
              + ", which this machine does not have; install CUDA 12 and cuDNN 9, or name their"
              + " folder in LD_LIBRARY_PATH");
    }
    List<Packed> files = LIBRARIES.stream().map(this::packed).toList();
    String sizes =
        files.stream().map(Packed::bytes).map(String::valueOf).collect(Collectors.joining());
    Path folder =
        cache.resolve(NativeLibrary.WANTED + "-cuda-" + Integer.toHexString(sizes.hashCode()));
    if (!Files.isDirectory(folder)) {
      unpack(files, folder);
    }
    return Optional.of(folder);
  }

  /** A library inside a jar, and its size when it is unpacked. */
  private record Packed(String name, URL url, long bytes) {}

  private Packed packed(String path) {
    @Nullable URL url = classes.getResource(ROOT + path);
    if (url == null) {
      throw new UserMistake(
          "the CUDA build of libtorch on the class path lacks "
              + ROOT
              + path
              + "; give all three jars that 'mvn -Pcuda package' puts into jobs/target/cuda");
    }
    try {
      return new Packed(path.substring(path.lastIndexOf('/') + 1), url, size(url));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static long size(URL url) throws IOException {
    var connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream opened = connection.getInputStream()) {
      Objects.requireNonNull(opened);
      return connection.getContentLengthLong();
    }
  }

  private static void unpack(List<Packed> files, Path folder) {
    long bytes = files.stream().mapToLong(Packed::bytes).sum();
    try {
      Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
      long free = Files.getFileStore(parent).getUsableSpace();
      if (free < bytes) {
        throw new UserMistake(
            String.format(
                Locale.ROOT,
                "%s: unpacking CUDA libraries there needs %d MB, and %d MB are free; free some, or"
                    + " name another folder in DJL_CACHE_DIR",
                parent,
                bytes / 1_000_000,
                free / 1_000_000));
      }
      System.err.printf(
          Locale.ROOT,
          "unpacking CUDA libraries, %d MB, into %s; once per version%n",
          bytes / 1_000_000,
          folder);
      Path draft = Files.createTempDirectory(parent, "." + folder.getFileName() + "-");
      try {
        for (Packed file : files) {
          try (InputStream content = file.url().openStream()) {
            Files.copy(content, draft.resolve(file.name()));
          }
        }
        publish(draft, folder);
      } finally {
        delete(draft);
      }
    } catch (IOException unwritable) {
      throw new UserMistake(
          folder
              + ": CUDA libraries cannot be unpacked there ("
              + unwritable.getMessage()
              + "); name another folder in DJL_CACHE_DIR",
          unwritable);
    }
  }

  /** Another process may have been faster: its folder is complete, and is kept. */
  private static void publish(Path draft, Path folder) throws IOException {
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException exists) {
      if (!Files.isDirectory(folder)) {
        throw exists;
      }
    }
  }

  private static void delete(Path draft) throws IOException {
    if (!Files.isDirectory(draft)) {
      return;
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(draft)) {
      files.forEach(found::add);
    }
    for (Path file : found) {
      Files.delete(file);
    }
    Files.delete(draft);
  }
}
