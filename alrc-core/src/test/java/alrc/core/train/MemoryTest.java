package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {
  /**
   * One 32×32 array of two features kept per step would be 23 MiB; one array of each of the 24
   * iterations of a filling, 150 MiB.
   */
  private static final double NATIVE_SLACK_MIB = 15;

  private static final double HEAP_SLACK_MIB = 1;

  @ParameterizedTest
  @CsvSource({"supersampling,1000,3000", "fill,100,400"})
  void stepsLeaveNothingBehind(String network, String warmUp, String steps) throws Exception {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");
    List<String> lines =
        OtherProcess.run(
            MemoryProbe.class,
            List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"),
            network,
            warmUp,
            steps);
    long[] before = numbers(lines, "before ");
    long[] after = numbers(lines, "after ");
    double heap = (after[0] - before[0]) / 1048576.0;
    double resident = (after[1] - before[1]) / 1048576.0;
    System.out.printf(
        "%s, %s steps: heap %+.2f MiB, resident %+.2f MiB%n", network, steps, heap, resident);
    assertTrue(heap < HEAP_SLACK_MIB, "the heap grew by " + heap + " MiB");
    assertTrue(resident < NATIVE_SLACK_MIB, "resident memory grew by " + resident + " MiB");
  }

  private static long[] numbers(List<String> lines, String prefix) {
    String line = lines.stream().filter(text -> text.startsWith(prefix)).findFirst().orElseThrow();
    String[] words = line.split(" ");
    return new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])};
  }
}
