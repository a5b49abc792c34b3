package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.model.Model;
import alrc.core.state.ParameterLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The factor of each parameter's update. */
final class RateFactors {
  private RateFactors() {}

  /** One factor per entry of the flat vector; null where all are 1. */
  static @Nullable NDArray of(Model model, NDManager manager) {
    ParameterLayout layout = model.layout();
    if (layout.parameters().stream().allMatch(p -> model.rateFactor(p.name()) == 1)) {
      return null;
    }
    float[] factors = new float[Math.toIntExact(layout.size())];
    for (ParameterLayout.Parameter p : layout.parameters()) {
      int from = Math.toIntExact(p.offset());
      int until = Math.toIntExact(p.offset() + p.size());
      Arrays.fill(factors, from, until, (float) model.rateFactor(p.name()));
    }
    return manager.create(factors);
  }
}
