package alrc.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.UserMistake;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files stand for the libraries, which have 1.6 GB; docs/gpu.md has a run of the real. */
class CudaJarsTest {
  private static final List<String> CONTENT =
      List.of(
          "pytorch/linux-x86_64-gpu/libc10.so",
          "pytorch/linux-x86_64-gpu/libc10_cuda.so",
          "pytorch/linux-x86_64-gpu/libgomp.so.1",
          "pytorch/linux-x86_64-gpu/libjnitorch.so",
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

  private static final Set<String> LACKS_CUDNN =
      Set.of("libcuda.so.1", "libcublas.so.12", "libcublasLt.so.12", "libcusparse.so.12");

  @TempDir Path folder;
  private URLClassLoader jar;

  @BeforeEach
  void pack() throws IOException {
    jar = jar(CONTENT);
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  private URLClassLoader jar(List<String> names) throws IOException {
    Path file = folder.resolve(names.size() + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        out.putNextEntry(new JarEntry("org/bytedeco/" + name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return new URLClassLoader(new URL[] {file.toUri().toURL()}, null);
  }

  private static List<Path> list(Path found) throws IOException {
    try (Stream<Path> files = Files.list(found)) {
      return files.sorted().toList();
    }
  }

  @Test
  void whatTheLibraryLinksToIsUnpackedOnceAndNothingElse() throws IOException {
    Path cache = folder.resolve("cache");
    Path found = new CudaJars(jar, name -> true).unpacked(cache).orElseThrow();
    assertEquals(List.of(found), list(cache), "and no draft");
    assertEquals(CONTENT.size() - 1, list(found).size(), "without the library of JavaCPP itself");
    for (Path file : list(found)) {
      String name = file.getFileName().toString();
      assertTrue(CONTENT.contains(Files.readString(file)), name);
      assertTrue(Files.readString(file).endsWith("/" + name), name);
    }
    Path one = Files.writeString(found.resolve("libc10.so"), "as it was unpacked first");
    FileTime before = Files.getLastModifiedTime(one);
    assertEquals(Optional.of(found), new CudaJars(jar, name -> true).unpacked(cache));
    assertEquals(before, Files.getLastModifiedTime(one));
  }

  @Test
  void nothingIsUnpackedWithoutADriverOrWithoutTheJars() throws IOException {
    Path cache = folder.resolve("cache");
    assertEquals(
        Optional.empty(), new CudaJars(jar, name -> !name.equals("libcuda.so.1")).unpacked(cache));
    try (URLClassLoader none = new URLClassLoader(new URL[0], null)) {
      assertEquals(Optional.empty(), new CudaJars(none, name -> true).unpacked(cache));
    }
    assertTrue(Files.notExists(cache));
  }

  @Test
  void aMachineWithoutCudnnIsRefusedWithWhatToInstall() {
    UserMistake refused =
        assertThrows(
            UserMistake.class, () -> new CudaJars(jar, LACKS_CUDNN::contains).unpacked(folder));
    assertEquals(
        "the CUDA build of libtorch on the class path needs libcudnn.so.9, which this machine does"
            + " not have; install CUDA 12 and cuDNN 9, or name their folder in LD_LIBRARY_PATH",
        refused.getMessage());
  }

  @Test
  void aMissingJarIsNamed() throws IOException {
    try (URLClassLoader part = jar(CONTENT.subList(0, 10))) {
      UserMistake refused =
          assertThrows(UserMistake.class, () -> new CudaJars(part, name -> true).unpacked(folder));
      assertEquals(
          "the CUDA build of libtorch on the class path lacks"
              + " org/bytedeco/cuda/linux-x86_64/libcudart.so.12; give all three jars that"
              + " 'mvn -Pcuda package' puts into jobs/target/cuda",
          refused.getMessage());
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    UserMistake refused =
        assertThrows(
            UserMistake.class, () -> new CudaJars(jar, name -> true).unpacked(file.resolve("in")));
    assertTrue(refused.getMessage().startsWith(file.resolve("in").toString()), refused::getMessage);
    assertTrue(
        refused.getMessage().endsWith("; name another folder in DJL_CACHE_DIR"),
        refused::getMessage);
  }
}
