package alrc.jobs.data;

import alrc.core.data.DataSpec;
import alrc.core.model.Fill;
import alrc.core.study.Cell;
import alrc.core.study.Study;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.dataset.Manifest;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The step of a recipe that made the scans of a data set: a network that fills scans needs it. */
public final class ScanStep {
  private static final List<String> STEPS =
      List.of(Fill.PARTIAL_SCAN.step(), Fill.PROBE_SCAN.step());

  private ScanStep() {}

  /** The step; empty if the recipe has no scan. */
  public static Optional<String> of(Manifest manifest) {
    for (JsonNode step : manifest.recipeSettings().path("steps")) {
      String kind = step.path("kind").asText(step.asText());
      if (STEPS.contains(kind)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Refuses a study whose networks would fill scans as another step makes them. */
  public static void check(Storage storage, Study study) {
    for (Cell cell : study.cells()) {
      Fill fill = cell.model().network(cell.data().channels()).fill();
      if (fill != Fill.NONE && cell.data() instanceof DataSpec.Prepared prepared) {
        check(storage, fill, prepared);
      }
    }
  }

  private static void check(Storage storage, Fill fill, DataSpec.Prepared prepared) {
    String place = "data.path " + prepared.path();
    try {
      String step =
          of(PreparedWindows.manifest(storage, prepared))
              .orElseThrow(
                  () ->
                      new UserMistake(
                          place
                              + ": has no scans, which model.fill "
                              + fill.step()
                              + " needs; prepare with a recipe whose last step is a scan"));
      if (!step.equals(fill.step())) {
        throw new UserMistake(
            String.format(
                Locale.ROOT,
                "model.fill: %s must be %s, the step that made the scans of %s, or none",
                fill.step(),
                step,
                place));
      }
    } catch (IOException unreadable) {
      throw new UserMistake(
          place + ": cannot be read (" + Storage.reason(unreadable) + ")", unreadable);
    }
  }
}
