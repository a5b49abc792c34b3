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
 * {@code progress.json}: the facts of a running sweep that are not in its ledger. The file exists
 * while the sweep runs, and after it was killed.
 *
 * @param running trials that are being trained
 * @param iterationsPerSecond of all of them together, over the last minute
 * @param secondsLeft until the last trial ends; null while that is unknown
 */
public record Pulse(int running, double iterationsPerSecond, @Nullable Double secondsLeft) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The facts that were written last. */
  public static Optional<Pulse> read(SweepFolder folder) throws IOException {
    try {
      return Optional.of(
          MAPPER.readValue(folder.storage().readText(folder.progress()), Pulse.class));
    } catch (FileNotFoundException | JsonProcessingException none) {
      return Optional.empty();
    }
  }

  /** Replaces the file. */
  public void write(SweepFolder folder) throws IOException {
    folder.storage().writeText(folder.progress(), MAPPER.writeValueAsString(this) + "\n");
  }

  /** Removes the file. */
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
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
