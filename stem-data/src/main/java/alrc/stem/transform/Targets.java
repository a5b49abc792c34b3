package alrc.stem.transform;

/**
 * Training targets, derived from the sharp truth when it is read (Ede &amp; Beanland,
 * arXiv:1905.13667, as in the published code): neither is rescaled.
 */
public final class Targets {
  private Targets() {}

  /** Returns the truth, blurred by the 5×5 Gaussian; {@code height × width}. */
  public static float[] full(float[] truth, int height, int width) {
    return GaussianBlur.blur(truth, height, width);
  }

  /**
   * Returns the truth resized to half by bilinear interpolation with aligned corners, then blurred
   * by the same 5×5 Gaussian; {@code height/2 × width/2}.
   */
  public static float[] half(float[] truth, int height, int width) {
    return GaussianBlur.blur(
        resized(truth, height, width, height / 2, width / 2), height / 2, width / 2);
  }

  /** Resizes bilinearly; the centres of the corner pixels stay where they are. */
  public static float[] resized(float[] image, int height, int width, int newHeight, int newWidth) {
    float[] resized = new float[newHeight * newWidth];
    double rowStep = newHeight > 1 ? (height - 1.0) / (newHeight - 1) : 0;
    double colStep = newWidth > 1 ? (width - 1.0) / (newWidth - 1) : 0;
    for (int row = 0; row < newHeight; row++) {
      int top = Math.min((int) (row * rowStep), height - 1);
      int bottom = Math.min(top + 1, height - 1);
      float down = (float) (row * rowStep - top);
      for (int col = 0; col < newWidth; col++) {
        int left = Math.min((int) (col * colStep), width - 1);
        int right = Math.min(left + 1, width - 1);
        float along = (float) (col * colStep - left);
        float above = mixed(image[top * width + left], image[top * width + right], along);
        float below = mixed(image[bottom * width + left], image[bottom * width + right], along);
        resized[row * newWidth + col] = mixed(above, below, down);
      }
    }
    return resized;
  }

  private static float mixed(float from, float to, float fraction) {
    return from + (to - from) * fraction;
  }
}
