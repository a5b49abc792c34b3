package alrc.jobs.replay;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a replay.
 *
 * @param differences all differences, in the order of {@link Differences}
 * @param tolerance the largest size of a difference that passes; 0 for none at all
 */
public record ReplayResult(List<Difference> differences, double tolerance) {
  public ReplayResult {
    differences = List.copyOf(differences);
  }

  /** The first difference that exceeds the tolerance; empty if the replay passed. */
  public Optional<Difference> refusal() {
    return differences.stream()
        .filter(difference -> tolerance == 0 || difference.size() > tolerance)
        .findFirst();
  }

  private Optional<Difference> largest() {
    return differences.stream().max(Comparator.comparingDouble(Difference::size));
  }

  /** One word, for programs. */
  private String word() {
    if (refusal().isPresent()) {
      return "different";
    }
    return differences.isEmpty() ? "bit-identical" : "within-tolerance";
  }

  /** The verdict by the names of {@code --json}. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("verdict", word());
    facts.put("tolerance", tolerance);
    refusal()
        .ifPresent(
            first -> {
              facts.put("iteration", first.iteration());
              facts.put("figure", first.figure());
              facts.put("recorded", first.recorded());
              facts.put("now", first.now());
            });
    return facts;
  }

  @Override
  public String toString() {
    Optional<Difference> first = refusal();
    if (first.isPresent()) {
      return "different at " + first.get();
    }
    return largest()
        .map(
            most ->
                String.format(
                    Locale.ROOT,
                    "within tolerance %s: the largest difference, of %.2g, is at %s",
                    tolerance,
                    most.size(),
                    most))
        .orElse("bit-identical");
  }
}
