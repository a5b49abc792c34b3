package alrc.core.engine;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch's native library, libtorch. It is tested when it is loaded: the engine's interface to it
 * also loads with libtorch of other versions, and then reads every tensor wrongly.
 *
 * <p>The environment variable {@code PYTORCH_LIBRARY_PATH} names the folder of another libtorch
 * than the one in the jar. The kind of that build, with or without CUDA, follows from its files;
 * {@code PYTORCH_FLAVOR} overrides it. Without that variable, the CUDA build in {@link CudaJars} is
 * used where it is on the class path and the machine has an NVIDIA driver; else the jar's own.
 */
public final class NativeLibrary {
  /** The version that the engine's interface was compiled for. */
  public static final String WANTED = "2.7.1";

  static final String PATH = "PYTORCH_LIBRARY_PATH";
  private static final String FLAVOR = "PYTORCH_FLAVOR";
  private static final String ENGINE = "PyTorch";
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+[\\w.+-]*");

  private static @Nullable String refusal;
  private static boolean tested;

  /** The folder that the CUDA build on the class path was unpacked to, if there is one. */
  private static @Nullable Path unpacked;

  private NativeLibrary() {}

  /**
   * Loads and tests the library, once per process.
   *
   * @throws UserMistake each time, if it cannot be loaded or does not work: the message names the
   *     folder, the version found, the version wanted and the way out
   */
  public static synchronized Engine load() {
    if (refusal != null) {
      throw new UserMistake(refusal);
    }
    if (tested) {
      return Engine.getEngine(ENGINE);
    }
    try {
      NativeFolder.choose();
      if (other().isEmpty() && !setting(FLAVOR).equals(Optional.of("cpu"))) {
        Path cache = Utils.getEngineCacheDir(ENGINE.toLowerCase(Locale.ROOT));
        unpacked = CudaJars.ofThisProcess().unpacked(cache).orElse(null);
      }
      Optional.ofNullable(unpacked).or(NativeLibrary::other).ifPresent(NativeLibrary::describe);
      Engine engine = Engine.getEngine(ENGINE);
      SelfTest.run(engine);
      folder().filter(NativeLibrary::hasCuda).map(CudaMath::of).ifPresent(CudaMath::makeExact);
      tested = true;
      return engine;
    } catch (UserMistake mistake) {
      refusal = mistake.getMessage();
      throw mistake;
    } catch (RuntimeException | LinkageError failed) {
      refusal = words(failed);
      throw new UserMistake(refusal, failed);
    }
  }

  /**
   * The version of the library, which is loaded and tested.
   *
   * @throws UserMistake as {@link #load()}
   */
  public static String version() {
    return load().getVersion();
  }

  /** The folder of the library that this process has loaded; empty where that is not known. */
  public static Optional<Path> folder() {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains("/libtorch_cpu."))
          .map(line -> Path.of(line.substring(line.indexOf('/'))).getParent())
          .findFirst();
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** The kind of build that this process has loaded: {@code cpu} or {@code cuda}. */
  public static String flavor() {
    return folder().filter(NativeLibrary::hasCuda).map(found -> "cuda").orElse("cpu");
  }

  /**
   * How the library computes on GPUs.
   *
   * @throws UserMistake as {@link #load()}
   */
  static CudaMath math() {
    load();
    return CudaMath.of(folder().orElseThrow());
  }

  private static boolean hasCuda(Path folder) {
    return Files.exists(folder.resolve(System.mapLibraryName("torch_cuda")));
  }

  /** The version that the files beside a library state, such as {@code 2.7.1+cu128}. */
  static Optional<String> version(Path folder) {
    return Stream.of("../version.py", "../build-version", "../torch/version.py")
        .map(name -> folder.resolve(name).normalize())
        .filter(Files::isRegularFile)
        .flatMap(file -> number(file).stream())
        .findFirst();
  }

  private static Optional<String> number(Path file) {
    try {
      Matcher number = VERSION.matcher(Files.readString(file, StandardCharsets.UTF_8));
      return number.find() ? Optional.of(number.group()) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The folder that the user names, if any. */
  private static Optional<Path> other() {
    return setting(PATH).map(Path::of);
  }

  private static Optional<String> setting(String name) {
    String value = System.getenv(name);
    return Optional.ofNullable(value == null ? System.getProperty(name) : value)
        .filter(text -> !text.isBlank());
  }

  /** Describes a folder to DJL; it would take another library if the folder had none. */
  private static void describe(Path folder) {
    setIfMissing(PATH, folder.toString());
    if (!Files.isRegularFile(folder.resolve(System.mapLibraryName("torch")))) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "%s %s: contains no %s; give the folder lib of libtorch %s, or unset it",
              PATH,
              folder,
              System.mapLibraryName("torch"),
              WANTED));
    }
    setIfMissing(FLAVOR, hasCuda(folder) ? "cu128" : "cpu");
    setIfMissing("PYTORCH_VERSION", WANTED);
  }

  private static void setIfMissing(String name, String value) {
    if (setting(name).isEmpty()) {
      System.setProperty(name, value);
    }
  }

  private static String words(Throwable failed) {
    Throwable deepest = failed;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String reason = String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
    Optional<Path> other = other();
    if (other.isEmpty() || unpacked != null) {
      return Optional.ofNullable(unpacked)
              .or(NativeLibrary::folder)
              .map(found -> found + ": ")
              .orElse("")
          + "the native library of PyTorch "
          + WANTED
          + " does not work ("
          + reason
          + "); delete that folder, so that it is unpacked again";
    }
    return String.format(
        Locale.ROOT,
        "%s %s: libtorch %s does not work (%s); give the folder lib of libtorch %s%s, or unset it",
        PATH,
        other.get(),
        version(other.get()).orElse("of an unknown version"),
        reason,
        WANTED,
        reason.contains("libcuda") ? " with the NVIDIA driver installed" : "");
  }
}
