package alrc.core.data;

import java.util.List;

/**
 * Examples that a network is scored on, from a split that it is not trained on: as they are, never
 * augmented, and in one random order that is the same for every trial. Safe for any thread.
 */
public final class HeldOut {
  /** Of the order of the examples; not a trial's, so that all are scored on the same ones. */
  private static final long ORDER = 0;

  private final BatchSource source;
  private final int count;
  private final Unit unit;

  /** Brings values of an example to [−1, 1], in place. */
  private interface Unit {
    void scale(int example, float[] values);
  }

  private HeldOut(BatchSource source, int count, Unit unit) {
    this.source = source;
    this.count = count;
    this.unit = unit;
  }

  /** Partial scans: the blurred truth is on [−1, 1] already. */
  public static HeldOut of(PartialScans scans) {
    return new HeldOut(new PartialScanBatches(scans), scans.count(), (example, values) -> {});
  }

  /**
   * Images for super-sampling. A network sees and predicts standardised ones: their standardisation
   * is undone, and then the range of the images is mapped to [−1, 1].
   */
  public static HeldOut of(Images images) {
    BatchSource source = new SupersamplingBatches(images, Augmentation.none());
    return new HeldOut(source, images.count(), (example, values) -> undo(images, example, values));
  }

  private static void undo(Images images, int example, float[] values) {
    float[] image = new float[images.channels() * images.side() * images.side()];
    images.copy(example, image);
    SupersamplingPipeline.Standard standard = SupersamplingPipeline.Standard.of(image);
    for (int i = 0; i < values.length; i++) {
      double original = values[i] * standard.divisor() + standard.mean();
      values[i] = (float) ((original - images.middle()) / images.halfRange());
    }
  }

  /** How many examples there are, &gt; 0. */
  public int count() {
    return count;
  }

  /** The shape of the input of one example. */
  public ImageShape input() {
    return source.input();
  }

  /** The shapes of its targets, one per head; predictions of the first are scored. */
  public List<ImageShape> targets() {
    return source.targets();
  }

  /**
   * Some examples. Those beyond the last begin again, in another order.
   *
   * @param number of the batch, ≥ 0: it begins with the example at {@code number · size}
   * @param size how many, &gt; 0
   */
  public Batch batch(long number, int size) {
    return source.batch(ORDER, number, size);
  }

  /**
   * Brings a prediction or a target of an example to [−1, 1], in place.
   *
   * @param example its index in the source
   * @param values of the shape of the first target
   */
  public void scale(int example, float[] values) {
    unit.scale(example, values);
  }

  /** The digest of all examples. */
  public String digest() {
    return source.digest();
  }
}
