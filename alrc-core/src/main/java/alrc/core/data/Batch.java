package alrc.core.data;

import java.util.List;

/**
 * Some examples on the host.
 *
 * <p>The arrays are not copied: whoever makes a batch gives them away.
 */
public final class Batch {
  private final float[] input;
  private final List<float[]> targets;
  private final int[] examples;

  /**
   * Gathers the arrays of a batch.
   *
   * @param input N examples of the source's input shape, row-major
   * @param targets for each head N examples of its target shape
   * @param examples the index of each example in its source
   */
  public Batch(float[] input, List<float[]> targets, int[] examples) {
    this.input = input;
    this.targets = List.copyOf(targets);
    this.examples = examples;
  }

  /** How many examples there are. */
  public int size() {
    return examples.length;
  }

  /** What the network sees, (N, channels, height, width), row-major. */
  public float[] input() {
    return input;
  }

  /** What each head should say, likewise; the first is the one whose errors are recorded. */
  public List<float[]> targets() {
    return targets;
  }

  /** The index of each example in its source. */
  public int[] examples() {
    return examples;
  }
}
