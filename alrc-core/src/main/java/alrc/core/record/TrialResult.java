package alrc.core.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a trial.
 *
 * @param finalMean mean of the last {@code summary.last} unclipped training errors; null if the
 *     trial diverged
 * @param finalSd their standard deviation (n − 1); null if the trial diverged or there is only one
 * @param commonMse mean over the same iterations of the batch's mean squared error, over pixels and
 *     channels, in squared units of the data whatever the loss; null if the trial diverged
 * @param best the lowest boxcar mean; null if there is none
 * @param last the last boxcar mean; null if there is none
 * @param iterationsDone iterations whose loss and gradient were finite
 * @param divergedAt the iteration, counted from 1, whose loss or gradient was not finite; null if
 *     none
 * @param clipFraction losses clipped / losses
 * @param spikes iterations with a clipped loss
 * @param curve the learning curve, in order
 * @param worstSpikes the clipped losses, worst (loss over limit) first, at most {@link
 *     TrialRecorder#WORST_SPIKES}
 * @param scores on held-out examples, in order; none where a study asks for none
 * @param underflow of each border between layers, in order, the mean over iterations of the
 *     fraction of gradients that were not 0 and became 0; none where nothing is rounded
 */
public record TrialResult(
    @Nullable Double finalMean,
    @Nullable Double finalSd,
    @Nullable Double commonMse,
    @Nullable Double best,
    @Nullable Double last,
    long iterationsDone,
    @Nullable Long divergedAt,
    double clipFraction,
    long spikes,
    List<CurvePoint> curve,
    List<Spike> worstSpikes,
    List<Score> scores,
    List<Double> underflow) {
  /** The result of a trial in which nothing is rounded. */
  public TrialResult(
      @Nullable Double finalMean,
      @Nullable Double finalSd,
      @Nullable Double commonMse,
      @Nullable Double best,
      @Nullable Double last,
      long iterationsDone,
      @Nullable Long divergedAt,
      double clipFraction,
      long spikes,
      List<CurvePoint> curve,
      List<Spike> worstSpikes,
      List<Score> scores) {
    this(
        finalMean,
        finalSd,
        commonMse,
        best,
        last,
        iterationsDone,
        divergedAt,
        clipFraction,
        spikes,
        curve,
        worstSpikes,
        scores,
        List.of());
  }

  public TrialResult {
    curve = List.copyOf(curve);
    worstSpikes = List.copyOf(worstSpikes);
    scores = List.copyOf(scores);
    underflow = List.copyOf(underflow);
  }
}
