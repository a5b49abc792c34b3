package alrc.jobs.complete;

import alrc.stem.scan.ScanMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of the scans a model has not seen in its training. */
public final class Unfamiliar {
  /** Coverages that differ by less than this fraction count as equal. */
  private static final double NEAR = 0.1;

  private Unfamiliar() {}

  /** One warning for each size and each coverage that the model was not trained on. */
  public static List<String> lines(CompletionSpec spec, List<ScanMask> masks) {
    List<String> lines = new ArrayList<>();
    ModelRef model = spec.model();
    for (ScanMask mask : masks) {
      int side = model.side();
      if (side > 0 && (mask.height() != side || mask.width() != side)) {
        String how = how(mask, side, spec.plan().side());
        lines.add(
            String.format(
                Locale.ROOT,
                "warning: the model was trained on scans of %d × %d pixels, these have %d × %d: %s",
                side,
                side,
                mask.height(),
                mask.width(),
                how));
      }
      if (!model.coverages().isEmpty()
          && model.coverages().stream().noneMatch(c -> isNear(c, mask.measuredMean()))) {
        lines.add(
            String.format(
                Locale.ROOT,
                "warning: the model was trained on scans of coverage %s, these have %.2f %%: expect"
                    + " larger errors",
                percent(model.coverages()),
                100 * mask.measuredMean()));
      }
    }
    return lines.stream().distinct().toList();
  }

  private static String how(ScanMask mask, int trained, int tile) {
    if (Math.min(mask.height(), mask.width()) < Math.min(trained, tile)) {
      return "their mirror images fill its input";
    }
    return Math.max(mask.height(), mask.width()) > tile
        ? "they are completed in overlapping tiles"
        : "they are completed whole";
  }

  private static boolean isNear(double trained, double mean) {
    return Math.abs(trained - mean) <= NEAR * trained;
  }

  private static String percent(List<Double> coverages) {
    return String.join(
        ", ", coverages.stream().map(c -> String.format(Locale.ROOT, "%.2f %%", 100 * c)).toList());
  }
}
