package alrc.jobs.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TaskProgressTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void aTerminalHasOneLineThatRenewsItself() {
    TaskProgress progress = new TaskProgress("crops", 600, out, true);
    progress.reached(180, "images 12/40, crops 180");
    progress.end();
    progress.reached(600, "images 40/40, crops 600");
    String line = "\r?images 12/40, crops 180, [0-9.]+/s, \\d+:\\d\\d left *";
    assertTrue(text().matches("(" + line + ")+\\R"), text());
    assertFalse(text().contains("\u001b"));
  }

  @Test
  void aLogHasPlainLines() {
    TaskProgress progress = new TaskProgress("files", 2, out, false);
    progress.reached(2);
    progress.end();
    assertTrue(text().matches("files 2/2, [0-9.]+/s, 0:00 left\n"), text());
    assertFalse(text().contains("\u001b"));
  }

  @Test
  void whereNothingWasDoneNothingIsSaid() {
    new TaskProgress("files", 2, out, true).end();
    assertEquals("", text());
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
