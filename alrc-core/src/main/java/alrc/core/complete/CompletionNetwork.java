package alrc.core.complete;

import alrc.core.model.Fill;

/** A trained network that completes partial scans. Safe for any thread. */
public interface CompletionNetwork extends AutoCloseable {
  /** Channels of the input: the scan, and the mask's weights. */
  int CHANNELS = 2;

  /** Height and width in pixels of the scans that it was trained on; 0 if that is not known. */
  int side();

  /** How it fills scans before it completes them; by default not. */
  default Fill fill() {
    return Fill.NONE;
  }

  /**
   * Completes scans of one size. The result of a scan does not depend on the others.
   *
   * @param input (count, 2, height, width), row-major: each scan from 0 to 1, 0 where nothing was
   *     scanned, and the weights of its mask
   * @param count how many
   * @return (count, height, width), row-major, about [−1, 1]
   * @throws UnusableNetworkException if the network cannot take this size, or returns another
   */
  float[] complete(float[] input, int count, int height, int width);

  @Override
  void close();
}
