package alrc.jobs.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What NVIDIA's own tool says of the GPUs of this machine. */
final class NvidiaDriver {
  private static final long SECONDS = 10;

  private NvidiaDriver() {}

  /** Name, memory and driver of each GPU; none where there is no driver. */
  static List<String> gpus() {
    try {
      Process tool =
          new ProcessBuilder(
                  "nvidia-smi",
                  "--query-gpu=name,memory.total,driver_version",
                  "--format=csv,noheader")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      byte[] said = tool.getInputStream().readNBytes(1 << 16);
      if (!tool.waitFor(SECONDS, TimeUnit.SECONDS)) {
        tool.destroyForcibly();
        return List.of();
      }
      return tool.exitValue() == 0
          ? new String(said, StandardCharsets.UTF_8).lines().map(NvidiaDriver::words).toList()
          : List.of();
    } catch (IOException noSuchTool) {
      return List.of();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static String words(String line) {
    String[] fields = line.split(", ", -1);
    return fields.length == 3 ? fields[0] + " (" + fields[1] + ", driver " + fields[2] + ")" : line;
  }
}
