package alrc.core.train;

/** What the host reads of one step. A class, not a record: it owns arrays. */
final class StepReading {
  /** Unclipped losses, one per example. */
  final float[] losses;

  /** The index of each example in its source. */
  final int[] examples;

  /** Not finite if any entry of the gradient was not. */
  final float gradientSum;

  /** The largest loss that was not clipped; ∞ where nothing could be. */
  final double limit;

  /** The learning rate. */
  final double rate;

  StepReading(float[] losses, int[] examples, float gradientSum, double limit, double rate) {
    this.losses = losses;
    this.examples = examples;
    this.gradientSum = gradientSum;
    this.limit = limit;
    this.rate = rate;
  }
}
