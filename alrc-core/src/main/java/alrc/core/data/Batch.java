package alrc.core.data;

/**
 * Some examples on the host.
 *
 * <p>The arrays are not copied: whoever makes a batch gives them away.
 */
public final class Batch {
  private final float[] input;
  private final float[] target;
  private final int[] examples;

  /**
   * Gathers the arrays of a batch.
   *
   * @param input (N, channels, side, side), row-major
   * @param target the same shape
   * @param examples the index of each example in its source
   */
  public Batch(float[] input, float[] target, int[] examples) {
    this.input = input;
    this.target = target;
    this.examples = examples;
  }

  /** How many examples there are. */
  public int size() {
    return examples.length;
  }

  /** What the network sees, (N, channels, side, side), row-major. */
  public float[] input() {
    return input;
  }

  /** What it should say, of the same shape. */
  public float[] target() {
    return target;
  }

  /** The index of each example in its source. */
  public int[] examples() {
    return examples;
  }
}
