package alrc.jobs.doctor;

import alrc.core.engine.NativeLibrary;
import alrc.core.train.ComputeDevice;
import alrc.core.train.NumericPlatform;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a process of alrc needs from its machine: driver and executors look for the same. */
public final class ProcessChecks {
  /** The release of Java that the tests use. */
  private static final int TESTED_JAVA = 17;

  /** Spark refuses a smaller heap. */
  private static final long LEAST_HEAP = 450L << 20;

  /** The native library takes half of it when it is unpacked. */
  private static final long LEAST_SPACE = 1L << 30;

  private static final String LIBRARY = "see docs/gpu.md";

  private ProcessChecks() {}

  /** All checks of this process, which loads the native library. */
  public static List<Check> all() {
    return Stream.concat(
            Stream.of(java(), memory(), threads(), temporary()),
            Stream.of(
                Check.of("native library", LIBRARY, ProcessChecks::library),
                Check.of("devices", LIBRARY, ProcessChecks::devices)))
        .toList();
  }

  private static Check java() {
    String found =
        System.getProperty("java.version", "?") + ", " + System.getProperty("java.vendor", "?");
    return Runtime.version().feature() == TESTED_JAVA
        ? Check.ok("Java", found)
        : Check.bad("Java", found, "use a JDK " + TESTED_JAVA + ": the tests know no other");
  }

  private static Check memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String found =
        size(heap) + " of heap, " + Runtime.getRuntime().availableProcessors() + " processors";
    return heap >= LEAST_HEAP
        ? Check.ok("memory", found)
        : Check.bad("memory", found, "set ALRC_HEAP=1g or more, or spark.executor.memory");
  }

  private static Check threads() {
    String torch = System.getProperty("ai.djl.pytorch.num_threads", "unset");
    String loops = String.valueOf(System.getenv().getOrDefault("OMP_NUM_THREADS", "unset"));
    String found = "PyTorch " + torch + ", OpenMP " + loops;
    return loops.equals("1")
        ? Check.ok("threads of a training", found)
        : Check.bad(
            "threads of a training",
            found,
            "set OMP_NUM_THREADS=1: trainings run side by side, and more threads slow each other");
  }

  private static Check temporary() {
    File folder = new File(System.getProperty("java.io.tmpdir", "/tmp"));
    String found = folder + ", " + size(folder.getUsableSpace()) + " free";
    return folder.canWrite() && folder.getUsableSpace() >= LEAST_SPACE
        ? Check.ok("temporary folder", found)
        : Check.bad(
            "temporary folder",
            found,
            "free " + size(LEAST_SPACE) + " there, or name another by -Djava.io.tmpdir");
  }

  private static Check library() {
    String version = NativeLibrary.version();
    String folder = NativeLibrary.folder().map(Path::toString).orElse("an unknown folder");
    return Check.ok(
        "native library",
        String.format(
            Locale.ROOT,
            "libtorch %s, %s build, in %s; tensors, sums and gradients are right",
            version,
            NativeLibrary.flavor().equals("cuda") ? "CUDA" : "CPU",
            folder));
  }

  private static Check devices() {
    int seen = ComputeDevice.gpuCount();
    String processor = "CPU with " + NumericPlatform.of(ComputeDevice.CPU).cpuIsa();
    List<String> driver = NvidiaDriver.gpus();
    if (seen == 0 && !driver.isEmpty()) {
      return Check.bad(
          "devices",
          processor + "; the driver knows " + String.join(", ", driver) + ", PyTorch none",
          "give executors a CUDA build of libtorch (docs/gpu.md), or train with --device cpu");
    }
    return Check.ok(
        "devices",
        seen == 0
            ? processor + ", no GPU"
            : processor + ", " + seen + " GPUs: " + String.join(", ", driver));
  }

  private static String size(long bytes) {
    return bytes >= 1L << 30
        ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
        : bytes / (1L << 20) + " MiB";
  }
}
