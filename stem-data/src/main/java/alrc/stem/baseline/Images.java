package alrc.stem.baseline;

/** Conversions of whole images. */
final class Images {
  private Images() {}

  static float[] toFloat(double[] image) {
    float[] rounded = new float[image.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) image[i];
    }
    return rounded;
  }
}
