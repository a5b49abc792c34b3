package alrc.core.data;

import alrc.core.random.Randomness;

/**
 * The order of the examples in the endless stream of a trial: every epoch goes through all examples
 * once, in an order of its own. Remembers the order of one epoch; for one thread.
 */
final class EpochOrder {
  private final int count;
  private long seed;
  private long epoch = -1;
  private int[] order = new int[0];

  EpochOrder(int count) {
    this.count = count;
  }

  /** The position in the stream of a slot of a batch. */
  static long position(long iteration, int size, int slot) {
    return Math.addExact(Math.multiplyExact(iteration, (long) size), slot);
  }

  /** The example at a position, a function of (seed, position) alone. */
  int example(long trialSeed, long position) {
    long wanted = position / count;
    if (wanted != epoch || trialSeed != seed) {
      order = Randomness.permutation(Randomness.of(trialSeed, "order", wanted), count);
      epoch = wanted;
      seed = trialSeed;
    }
    return order[(int) (position % count)];
  }
}
