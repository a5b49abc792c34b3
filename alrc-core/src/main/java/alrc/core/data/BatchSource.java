package alrc.core.data;

import java.util.List;

/**
 * Batches of training examples, each a function of (seed, iteration, size) alone. Safe for any
 * thread.
 */
public interface BatchSource {
  /**
   * The batch of an iteration.
   *
   * @param seed the seed of the trial
   * @param iteration how many iterations came before, ≥ 0
   * @param size examples in the batch, &gt; 0
   */
  Batch batch(long seed, long iteration, int size);

  /** The shape of what a network sees of one example. */
  ImageShape input();

  /** The shapes of what it should say, one per head. */
  List<ImageShape> targets();

  /** The name of an example that a batch refers to. */
  String exampleId(int example);

  /** The digest of the data that the batches are made from. */
  String digest();
}
