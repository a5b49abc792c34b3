package alrc.jobs.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code progress.json}: what the process that runs a sweep says of it and the ledger cannot tell.
 * It is there only while the sweep runs, or where it was killed.
 *
 * @param running trials that are being trained
 * @param iterationsPerSecond of all of them together, over the last minute
 * @param secondsLeft until the last trial ends; null while that is unknown
 */
public record Pulse(int running, double iterationsPerSecond, @Nullable Double secondsLeft) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What was written last, if anything was. */
  public static Optional<Pulse> read(SweepFolder folder) throws IOException {
    try {
      return Optional.of(
          MAPPER.readValue(folder.storage().readText(folder.progress()), Pulse.class));
    } catch (FileNotFoundException | JsonProcessingException none) {
      return Optional.empty();
    }
  }

  /** Replaces what was written before. */
  public void write(SweepFolder folder) throws IOException {
    folder.storage().writeText(folder.progress(), MAPPER.writeValueAsString(this) + "\n");
  }

  /** Takes back what was written. */
  public static void remove(SweepFolder folder) throws IOException {
    folder.storage().delete(folder.progress());
  }

  /** The facts by their names in {@code --json}. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("running", running);
    facts.put("iterations_per_second", iterationsPerSecond);
    if (secondsLeft != null) {
      facts.put("seconds_left", secondsLeft);
    }
    return facts;
  }

  /** Such as {@code 4 running, 1234 iterations/s, 3:20 left}. */
  @Override
  public String toString() {
    String left = secondsLeft == null ? "" : ", " + clock(Math.round(secondsLeft)) + " left";
    return String.format(
        Locale.ROOT,
        "%d running, %s iterations/s%s",
        running,
        iterationsPerSecond < 10
            ? String.format(Locale.ROOT, "%.1f", iterationsPerSecond)
            : Long.toString(Math.round(iterationsPerSecond)),
        left);
  }

  private static String clock(long seconds) {
    return seconds < 3600
        ? String.format("%d:%02d", seconds / 60, seconds % 60)
        : String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
