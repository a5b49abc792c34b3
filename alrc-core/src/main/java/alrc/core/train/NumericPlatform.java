package alrc.core.train;

import ai.djl.engine.Engine;
import alrc.core.engine.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What can change the last bits of a trial besides its settings, seed and data.
 *
 * @param device kind of device, "cpu" or "gpu"
 * @param cpuIsa the widest vector instructions of the processor that the engine uses
 * @param engine engine and native library with their versions
 * @param threads intra-op threads
 */
public record NumericPlatform(String device, String cpuIsa, String engine, int threads) {
  private static final String INSTRUCTION_SET = instructionSet();

  /** The platform of this process. */
  public static NumericPlatform of(ComputeDevice device) {
    Engine torch = NativeLibrary.load();
    String djl = Engine.getDjlVersion();
    return new NumericPlatform(
        device.name().replaceAll(":.*", ""),
        INSTRUCTION_SET,
        "pytorch-" + torch.getVersion() + build() + "/djl-" + djl,
        Autograd.configuredThreads());
  }

  /** The last bits of a CUDA build differ on the processor too. */
  private static String build() {
    return NativeLibrary.flavor().equals("cuda") ? "+cuda" : "";
  }

  private static String instructionSet() {
    String forced = System.getenv("ATEN_CPU_CAPABILITY");
    if (forced != null && !forced.isBlank()) {
      return forced.toLowerCase(Locale.ROOT);
    }
    Set<String> flags = processorFlags();
    if (flags.contains("avx512f") && flags.contains("avx512vl")) {
      return "avx512";
    }
    if (flags.contains("avx2") && flags.contains("fma")) {
      return "avx2";
    }
    return System.getProperty("os.arch", "unknown").toLowerCase(Locale.ROOT);
  }

  private static Set<String> processorFlags() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return Set.of();
    }
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Set.copyOf(new HashSet<>(Arrays.asList(line.split("\\s+")))))
          .orElse(Set.of());
    } catch (IOException e) {
      return Set.of();
    }
  }
}
