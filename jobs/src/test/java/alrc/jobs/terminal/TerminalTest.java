package alrc.jobs.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream raw = new PrintStream(printed, true, StandardCharsets.UTF_8);

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void onePrintlnIsOneLineWhateverIsInIt() {
    PrintStream stream = new VisibleStream(raw);
    stream.println("a\nb\u001b[2J");
    stream.println((Object) new IOException("x\ny"));
    stream.printf("%s: %d%n", "c\rd", 1);
    stream.print("e\n");
    stream.append("f\n").println();
    stream.println((String) null);
    assertEquals("a\\nb\\u001b[2J\njava.io.IOException: x\\ny\nc\\rd: 1\ne\\nf\\n\nnull\n", text());
  }

  @Test
  void bytesKeepTheirLineEndsAndNothingElseThatSteers() {
    PrintWriter writer = new PrintWriter(new VisibleStream(raw), true, StandardCharsets.UTF_8);
    writer.println("Usage:\n  µ\u001b[1m\u202e");
    PrintStream stream = new VisibleStream(raw);
    for (byte one : "日本\u009b🔬\n".getBytes(StandardCharsets.UTF_8)) {
      stream.write(one);
    }
    assertEquals("Usage:\n  µ\\u001b[1m\\u202e\n日本\\u009b🔬\n", text());
  }

  @Test
  void linesWiderThanTheTerminalAreFoldedBetweenWords() {
    PrintStream stream = new VisibleStream(raw, new Fold(() -> 44));
    stream.println("demo: 40 trials: 40 completed, 0 diverged, 0 failed, 0 pending");
    stream.println("  0.8 ± 1.7 (20)  n = 2, batch 4, optimizer adam, rate 0.001");
    String path = "/a/path/that/is/wider/than/the/whole/terminal";
    stream.println("report: " + path + " " + path);
    stream.println("{\"json\": \"stays as it is, whatever its width is\", \"trials\": 40}");
    stream.println("a\nalrc: INJECTED, far to the right of the rest of it");
    assertEquals(
        "demo: 40 trials: 40 completed, 0 diverged, 0\n    failed, 0 pending\n"
            + "  0.8 ± 1.7 (20)  n = 2, batch 4, optimizer\n      adam, rate 0.001\n"
            + "report:\n    "
            + path
            + "\n    "
            + path
            + "\n{\"json\": \"stays as it is, whatever its width is\", \"trials\": 40}\n"
            + "a\\nalrc: INJECTED, far to the right of the\n    rest of it\n",
        text());
  }

  @Test
  void aStackTraceIsIndented() {
    new IOException("broken\u0007").printStackTrace(new VisibleStream(raw));
    assertTrue(text().startsWith("java.io.IOException: broken\\u0007\n    at alrc."), text());
  }

  @Test
  void theStreamsAreThereAgainWhenItIsClosed() {
    PrintStream out = System.out;
    try (Terminal first = Terminal.open();
        Terminal second = Terminal.open()) {
      assertTrue(first != second && System.out instanceof VisibleStream);
    }
    assertSame(out, System.out);
  }

  @Test
  void theProgressLineIsCutToTheWidth() {
    int[] columns = {20};
    ProgressLine line = new ProgressLine(new VisibleStream(raw), true, () -> columns[0]);
    line.showNow("trials 3/12: 3 completed, 0 diverged");
    columns[0] = 60;
    line.showNow("trials 4/12: µ\n");
    line.end();
    assertEquals("\rtrials 3/12: 3 com…\rtrials 4/12: µ\\n   \n", text(), "19 columns at most");
  }

  @Test
  void otherOutputRemovesTheProgressLine() {
    PrintStream stream = new VisibleStream(raw);
    ProgressLine line = new ProgressLine(stream, true, () -> 80);
    line.showNow("files 1/2");
    stream.println("alrc: broken");
    line.end();
    assertEquals("\rfiles 1/2\r" + " ".repeat(9) + "\ralrc: broken\n", text());
  }
}
