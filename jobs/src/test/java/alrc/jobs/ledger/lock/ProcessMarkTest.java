package alrc.jobs.ledger.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMarkTest {
  /** Prints whether a process lives. */
  static final class Ask {
    public static void main(String[] mark) {
      ProcessMark process = new ProcessMark(mark[0], Long.parseLong(mark[1]), mark[2]);
      System.out.println(process.here() + " " + process.livesHere());
    }
  }

  @TempDir Path folder;

  @Test
  void aProcessLivesUntilItEnds() throws Exception {
    ProcessMark me = ProcessMark.current();
    assertTrue(me.here() && me.livesHere());
    assertFalse(new ProcessMark(me.host(), me.pid(), me.started() + "0").livesHere(), "another");
    assertFalse(new ProcessMark("far.away", me.pid(), me.started()).here());
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    assertFalse(new ProcessMark(me.host(), gone.pid(), me.started()).livesHere());
  }

  @Test
  void aMachineOfTheSameNameIsAnother() {
    ProcessMark me = ProcessMark.current();
    assumeTrue(me.started().contains("/"), "skipped: there is no /proc here");
    String elsewhere = me.started().replaceFirst("^.", me.started().startsWith("0") ? "1" : "0");
    assertFalse(new ProcessMark(me.host(), me.pid(), elsewhere).here());
  }

  /** The clock is set as the kernel shows it: another time of the boot. */
  @Test
  void aProcessLivesOnWhenTheClockIsSet() throws Exception {
    ProcessMark me = ProcessMark.current();
    Path stat = Path.of("/proc/stat");
    assumeTrue(Files.exists(stat), "skipped: there is no /proc here");
    List<String> lines = new ArrayList<>(Files.readAllLines(stat));
    lines.replaceAll(line -> line.startsWith("btime ") ? "btime 1000000000" : line);
    Path other = Files.write(folder.resolve("stat"), lines);
    String mount = "mount --bind " + other + " /proc/stat";
    boolean may = run("unshare", "--mount", "sh", "-c", mount).status() == 0;
    assumeTrue(may, "skipped: only root may show a process another clock");

    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String ask =
        String.join(
            " ",
            List.of(
                mount + " && exec",
                java,
                "-cp '" + System.getProperty("java.class.path") + "'",
                "'" + Ask.class.getName() + "'",
                me.host() + " " + me.pid() + " '" + me.started() + "'"));
    Ended asked = run("unshare", "--mount", "sh", "-c", ask);
    assertEquals("true true", asked.said());
  }

  @Test
  void aProcessWhoseParentDoesNotAskForItsEndIsDead() throws Exception {
    // The shell becomes a program that never waits for the child it has inherited.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.2 & echo $!; exec sleep 60").start();
    try {
      long pid = Long.parseLong(parent.inputReader().readLine());
      ProcessMark child = ProcessMark.of(ProcessHandle.of(pid).orElseThrow());
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (child.livesHere() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertFalse(child.livesHere());
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  private record Ended(int status, String said) {}

  private static Ended run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said.strip());
  }
}
