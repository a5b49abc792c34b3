package alrc.jobs.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.core.complete.CompletionBatches;
import alrc.stem.scan.ScanMask;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnfamiliarTest {
  private static List<String> lines(int trained, double coverage, int side, float weight) {
    return lines(trained, coverage, side, weight, trained);
  }

  private static List<String> lines(
      int trained, double coverage, int side, float weight, int tile) {
    float[] weights = new float[side * side];
    Arrays.fill(weights, weight);
    ModelRef model = new ModelRef(ModelRef.Kind.KEPT, "m", "d", "t", trained, List.of(coverage));
    CompletionSpec spec =
        new CompletionSpec(
            "out",
            "data",
            "",
            ScanValues.MEASURED,
            1,
            List.of("test"),
            model,
            List.of(),
            new CompletionBatches.Plan(1, tile, 0));
    return Unfamiliar.lines(spec, List.of(new ScanMask(side, side, weights, weight, "{}")));
  }

  @Test
  void aSizeOrACoverageThatTheModelHasNotSeenIsALine() {
    assertEquals(List.of(), lines(64, 0.5, 64, 0.5f));
    assertEquals(List.of(), lines(64, 0.5, 64, 0.53f));
    assertEquals(
        List.of(
            "warning: the model was trained on scans of 64 × 64 pixels, these have 128 × 128: they"
                + " are completed in overlapping tiles"),
        lines(64, 0.5, 128, 0.5f));
    assertEquals(
        List.of(
            "warning: the model was trained on scans of 64 × 64 pixels, these have 128 × 128: they"
                + " are completed whole"),
        lines(64, 0.5, 128, 0.5f, 128));
    assertEquals(
        List.of(
            "warning: the model was trained on scans of 64 × 64 pixels, these have 32 × 32: their"
                + " mirror images fill its input",
            "warning: the model was trained on scans of coverage 5.00 %, these have 50.00 %: expect"
                + " larger errors"),
        lines(64, 0.05, 32, 0.5f));
  }
}
