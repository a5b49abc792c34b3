package alrc.core.data;

/**
 * One partial scan and its targets: square, row-major. Callers must not change the arrays. A class,
 * not a record: it owns arrays.
 */
public final class PartialScanExample {
  private final float[] input;
  private final float[] completion;
  private final float[] halfCompletion;

  /**
   * Gathers the arrays of an example.
   *
   * @param input (2, side, side): the scan, 0 to 1, then the weights of its mask, 0 where nothing
   *     was scanned
   * @param completion (1, side, side): the blurred truth
   * @param halfCompletion (1, side/2, side/2): the blurred truth at half size
   */
  public PartialScanExample(float[] input, float[] completion, float[] halfCompletion) {
    this.input = input;
    this.completion = completion;
    this.halfCompletion = halfCompletion;
  }

  /** Scan and mask, (2, side, side). */
  public float[] input() {
    return input;
  }

  /** The target at full size, (1, side, side). */
  public float[] completion() {
    return completion;
  }

  /** The target at half size, (1, side/2, side/2). */
  public float[] halfCompletion() {
    return halfCompletion;
  }
}
