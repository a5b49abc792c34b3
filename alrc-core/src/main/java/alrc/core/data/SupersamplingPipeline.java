package alrc.core.data;

import java.util.SplittableRandom;

/**
 * Makes one training example of 2× super-sampling: the target is the image, augmented and
 * standardised; the input is the target resized to half its side and back, bilinearly with aligned
 * corners.
 *
 * <p>Source: Ede and Beanland, "Adaptive learning rate clipping stabilizes learning", doi
 * 10.1088/2632-2153/ab81e2, section 3.1. In order: random left–right flip; random brightness;
 * random contrast per channel, (x − mean<sub>c</sub>)·f + mean<sub>c</sub>; standardisation over
 * all values of the image with divisor max(sd, 1/sqrt(count)). No value is clipped between these
 * steps.
 */
final class SupersamplingPipeline {
  private final Augmentation augmentation;
  private final int channels;
  private final int side;
  private final AlignedResize down;
  private final AlignedResize up;
  private final float[] small;

  SupersamplingPipeline(Augmentation augmentation, int channels, int side) {
    this.augmentation = augmentation;
    this.channels = channels;
    this.side = side;
    this.down = new AlignedResize(side, side / 2);
    this.up = new AlignedResize(side / 2, side);
    this.small = new float[(side / 2) * (side / 2)];
  }

  /**
   * Turns an image into a target, in place.
   *
   * @param image channels × side × side values
   */
  void target(float[] image, SplittableRandom random) {
    boolean turned = random.nextBoolean();
    double shift = augmentation.brightness() * (2 * random.nextDouble() - 1);
    double lowest = augmentation.contrast().get(0);
    double highest = augmentation.contrast().get(1);
    double factor = lowest + (highest - lowest) * random.nextDouble();
    if (turned && augmentation.flip() == Augmentation.Flip.LEFT_RIGHT) {
      flip(image);
    }
    brighten(image, (float) shift);
    for (int channel = 0; channel < channels; channel++) {
      stretch(image, channel * side * side, (float) factor);
    }
    standardise(image);
  }

  /**
   * Makes the input that belongs to a target.
   *
   * @param target an image at its offset
   * @param input receives the image at the same offset
   */
  void input(float[] target, float[] input, int offset) {
    for (int channel = 0; channel < channels; channel++) {
      int plane = offset + channel * side * side;
      down.apply(target, plane, small, 0);
      up.apply(small, 0, input, plane);
    }
  }

  private void flip(float[] image) {
    for (int row = 0; row < channels * side; row++) {
      for (int i = row * side, j = i + side - 1; i < j; i++, j--) {
        float kept = image[i];
        image[i] = image[j];
        image[j] = kept;
      }
    }
  }

  private static void brighten(float[] image, float shift) {
    for (int i = 0; i < image.length; i++) {
      image[i] += shift;
    }
  }

  private void stretch(float[] image, int from, float factor) {
    int until = from + side * side;
    float mean = (float) mean(image, from, until);
    for (int i = from; i < until; i++) {
      image[i] = (image[i] - mean) * factor + mean;
    }
  }

  /**
   * What standardisation takes from an image: a value is (x − mean) / divisor.
   *
   * @param mean over all values
   * @param divisor max(sd, 1/sqrt(count))
   */
  record Standard(double mean, double divisor) {
    static Standard of(float[] image) {
      double mean = SupersamplingPipeline.mean(image, 0, image.length);
      double squares = 0;
      for (float value : image) {
        squares += (value - mean) * (value - mean);
      }
      double sd = Math.sqrt(squares / image.length);
      return new Standard(mean, Math.max(sd, 1 / Math.sqrt(image.length)));
    }
  }

  private static double mean(float[] image, int from, int until) {
    double sum = 0;
    for (int i = from; i < until; i++) {
      sum += image[i];
    }
    return sum / (until - from);
  }

  private static void standardise(float[] image) {
    Standard standard = Standard.of(image);
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) ((image[i] - standard.mean()) / standard.divisor());
    }
  }
}
