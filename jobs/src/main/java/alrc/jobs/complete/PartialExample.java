package alrc.jobs.complete;

import alrc.stem.baseline.Baseline;
import alrc.stem.baseline.ScanScale;
import alrc.stem.scan.Scan;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.ExampleKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A partial scan to complete, and its truth where that is known. Callers must not change arrays.
 */
public final class PartialExample {
  private final String id;
  private final ExampleKey key;
  private final Measured measured;
  private final float[] input;
  private final float @Nullable [] target;

  /**
   * What was measured on the path.
   *
   * @param scan the values
   * @param scale how they follow from the truth
   * @param low the stored value that is −1 on the scale of the completion; null if not known
   * @param high the stored value that is 1; null if not known
   */
  public record Measured(Scan scan, ScanScale scale, @Nullable Double low, @Nullable Double high) {}

  /**
   * Gathers an example.
   *
   * @param input what a network is given, {@code height × width}: from 0 to 1, 0 off the path
   * @param target the blurred truth, {@code height × width}; null if there is none
   */
  public PartialExample(
      String id, ExampleKey key, Measured measured, float[] input, float @Nullable [] target) {
    this.id = id;
    this.key = key;
    this.measured = measured;
    this.input = input;
    this.target = target;
  }

  /** Its name. */
  public String id() {
    return id;
  }

  /** Where it comes from. */
  public ExampleKey key() {
    return key;
  }

  /** What was measured. */
  public Measured measured() {
    return measured;
  }

  /** The path. */
  public ScanMask mask() {
    return measured.scan().mask();
  }

  /** The scan as a network is given it, {@code height × width}. */
  public float[] input() {
    return input;
  }

  /** The blurred truth. */
  public Optional<float[]> target() {
    return Optional.ofNullable(target);
  }

  /** Completes it without a network. */
  public float[] completion(Baseline baseline) {
    return baseline.completion(measured.scan(), measured.scale());
  }
}
