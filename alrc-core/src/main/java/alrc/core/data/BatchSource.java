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
   * @param iteration the number of earlier iterations, ≥ 0
   * @param size examples in the batch, &gt; 0
   */
  Batch batch(long seed, long iteration, int size);

  /** The shape of the input of one example. */
  ImageShape input();

  /** The shapes of its targets, one per head. */
  List<ImageShape> targets();

  /** The name of an example that a batch refers to. */
  String exampleId(int example);

  /** The digest of the data that the batches are made from. */
  String digest();
}
