package alrc.core.data;

import alrc.settings.Limits;
import java.util.List;

/**
 * What is done to an image at random before it is standardised, in this order.
 *
 * @param flip whether half of the images are turned left to right
 * @param brightness the largest value that is added to, or taken from, the whole image, ≥ 0
 * @param contrast the range of the factor of the distance to the channel's mean: lowest and
 *     highest, ≥ 0
 */
public record Augmentation(Flip flip, double brightness, List<Double> contrast) {
  /** Whether images are turned left to right at random. */
  public enum Flip {
    /** Half of them. */
    LEFT_RIGHT,
    /** Never. */
    NONE
  }

  public Augmentation {
    contrast = List.copyOf(contrast);
    Limits.notNegative("brightness", brightness);
    Limits.require(
        contrast.size() == 2
            && contrast.get(0) >= 0
            && contrast.get(0) <= contrast.get(1)
            && Double.isFinite(contrast.get(1)),
        "contrast",
        contrast,
        "must be [lowest, highest] with 0 <= lowest <= highest");
  }

  /** The contrast, after it and the brightness were checked. */
  static List<Double> checked(double brightness, List<Double> contrast) {
    return new Augmentation(Flip.NONE, brightness, contrast).contrast();
  }

  /** The paper's pipeline for CIFAR-10: flip, brightness ±63, contrast 0.2 to 1.8. */
  public static Augmentation cifar10() {
    return new Augmentation(Flip.LEFT_RIGHT, 63, List.of(0.2, 1.8));
  }

  /** None: images stay as they are. */
  public static Augmentation none() {
    return new Augmentation(Flip.NONE, 0, List.of(1.0, 1.0));
  }

  /** Flips only, for data whose range is already fixed. */
  public static Augmentation flipOnly() {
    return new Augmentation(Flip.LEFT_RIGHT, 0, List.of(1.0, 1.0));
  }
}
