package alrc.stem.baseline;

/** Rounds images to float32. */
final class SinglePrecision {
  private SinglePrecision() {}

  static float[] toFloat(double[] image) {
    float[] rounded = new float[image.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) image[i];
    }
    return rounded;
  }
}
