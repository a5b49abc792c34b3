package alrc.jobs.report.value;

import alrc.jobs.results.CellResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the threshold n of a study is: what its rules do with a loss that is past it. */
public final class Thresholds {
  private static final String OFF = "; n = ∞ is training without it.";
  private static final String ALRC =
      "n is the threshold of adaptive learning rate clipping (ALRC): a loss more than n standard"
          + " deviations ";
  private static final String SKIP =
      "n is the threshold of loss skipping: a step whose mean loss is more than n standard"
          + " deviations above the running mean is not applied";

  private Thresholds() {}

  /** A sentence for each rule with a threshold; none where no cell has one. */
  public static List<String> sentences(List<CellResult> cells) {
    return cells.stream()
        .map(CellResult::settings)
        .filter(settings -> settings.get("deviations") instanceof Double)
        .flatMap(Thresholds::sentences)
        .distinct()
        .toList();
  }

  private static Stream<String> sentences(Map<String, Object> settings) {
    List<String> rules = List.of(Objects.toString(settings.get("rule"), "alrc").split("\\+"));
    Stream<String> skip = rules.contains("skip") ? Stream.of(SKIP + OFF) : Stream.empty();
    Stream<String> alrc =
        rules.contains("alrc")
            ? Stream.of(ALRC + sides(Objects.toString(settings.get("sides"), "upper")) + OFF)
            : Stream.empty();
    return Stream.concat(alrc, skip);
  }

  private static String sides(String sides) {
    return switch (sides) {
      case "lower" -> "below the running mean is raised to that limit";
      case "both" ->
          "above the running mean is clipped to that limit, and one as far below it is raised to"
              + " the lower limit";
      default -> "above the running mean is clipped to that limit";
    };
  }
}
