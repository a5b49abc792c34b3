package alrc.core.record;

import org.jspecify.annotations.Nullable;

/** The values of one step that the host reads. A class, not a record: it owns arrays. */
public final class StepReading {
  /** Unclipped losses, one per example. */
  final float[] losses;

  /** The index of each example in its source. */
  final int[] examples;

  /** Not finite if any entry of the gradient was not. */
  final float gradientSum;

  /** The largest loss that was not clipped; ∞ where nothing could be. */
  final double limit;

  /** The fraction of each example's losses that was clipped; null: those over the limit were. */
  final float @Nullable [] clipped;

  /** The learning rate. */
  final double rate;

  /** The batch's mean squared error, over pixels and channels. */
  final double squaredError;

  /** The fraction of gradients that underflowed at each border; null: nothing was rounded. */
  final float @Nullable [] underflow;

  /** Keeps the arrays without a copy. */
  public StepReading(
      float[] losses,
      int[] examples,
      float gradientSum,
      double limit,
      float @Nullable [] clipped,
      double rate,
      double squaredError,
      float @Nullable [] underflow) {
    this.losses = losses;
    this.examples = examples;
    this.gradientSum = gradientSum;
    this.limit = limit;
    this.clipped = clipped;
    this.rate = rate;
    this.squaredError = squaredError;
    this.underflow = underflow;
  }

  /** Unclipped losses, one per example. */
  public float[] losses() {
    return losses.clone();
  }

  /** The fraction of an example's losses that was clipped; 0 or 1 where it has one loss. */
  double clipped(int i) {
    return clipped == null ? (losses[i] > limit ? 1 : 0) : clipped[i];
  }
}
