package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class MemoryTest {
  /** One 32×32 array of two features kept per step would be 40 MiB, one empty Java object 0.1. */
  private static final double NATIVE_SLACK_MIB = 30;

  private static final double HEAP_SLACK_MIB = 1;

  @Test
  void fiveThousandStepsLeaveNothingBehind() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");
    List<String> lines = probe("3000", "5000");
    long[] before = numbers(lines, "before ");
    long[] after = numbers(lines, "after ");
    double heap = (after[0] - before[0]) / 1048576.0;
    double resident = (after[1] - before[1]) / 1048576.0;
    System.out.printf("5,000 steps: heap %+.2f MiB, resident %+.2f MiB%n", heap, resident);
    assertTrue(heap < HEAP_SLACK_MIB, "the heap grew by " + heap + " MiB");
    assertTrue(resident < NATIVE_SLACK_MIB, "resident memory grew by " + resident + " MiB");
  }

  private static List<String> probe(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("-Dai.djl.") || option.startsWith("--enable-native")) {
        command.add(option);
      }
    }
    command.addAll(List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MemoryProbe.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // One heap of the C library: what several hold back for reuse is no leak, but looks like one.
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.lines().toList();
  }

  private static long[] numbers(List<String> lines, String prefix) {
    String line = lines.stream().filter(text -> text.startsWith(prefix)).findFirst().orElseThrow();
    String[] words = line.split(" ");
    return new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])};
  }
}
