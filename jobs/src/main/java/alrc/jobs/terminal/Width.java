package alrc.jobs.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** How many columns the terminal has now. It is asked at most once a second. */
final class Width implements IntSupplier {
  private static final int USUAL = 80;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private int columns;
  private long asked;
  private boolean failed;

  @Override
  public int getAsInt() {
    long now = System.nanoTime();
    if (columns == 0 || (!failed && now - asked >= SECOND)) {
      columns = now();
      asked = now;
    }
    return columns;
  }

  private int now() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      int stated = columns(size.strip().replaceFirst("\\d+ ", ""));
      if (stty.waitFor() == 0 && stated > 0) {
        return stated;
      }
    } catch (IOException unknown) {
      failed = true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    failed = true;
    String variable = System.getenv("COLUMNS");
    int stated = variable == null ? 0 : columns(variable);
    return stated > 0 ? stated : USUAL;
  }

  private static int columns(String number) {
    return number.matches("\\d{1,5}") ? Integer.parseInt(number) : 0;
  }
}
