package alrc.core.data;

import java.util.List;

/**
 * Some examples on the host.
 *
 * <p>The arrays are not copied; the maker of a batch must not change them later.
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

  /** The input of the network, (N, channels, height, width), row-major. */
  public float[] input() {
    return input;
  }

  /** The target of each head, in the same form; the errors of the first are recorded. */
  public List<float[]> targets() {
    return targets;
  }

  /** The index of each example in its source. */
  public int[] examples() {
    return examples;
  }
}
