package alrc.jobs.complete.picture;

import java.awt.image.BufferedImage;

/**
 * The error of a completion in colour: white where there is none, red where the completion is too
 * bright, blue where it is too dark; each pixel the mean of a square of pixels.
 */
public final class ErrorMap {
  private static final int LONGEST_SIDE = 256;

  /** Three standard errors take the full colour. */
  private static final double RANGE = 3;

  private ErrorMap() {}

  /** The error of full colour: three times the RMSE. */
  public static double scale(float[] target, float[] completion) {
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      double error = (double) completion[i] - target[i];
      sum += error * error;
    }
    return RANGE * Math.sqrt(sum / target.length);
  }

  public static BufferedImage of(float[] target, float[] completion, int height, int width) {
    double scale = scale(target, completion);
    int step = (Math.max(height, width) + LONGEST_SIDE - 1) / LONGEST_SIDE;
    int rows = (height + step - 1) / step;
    int columns = (width + step - 1) / step;
    BufferedImage picture = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        int count = 0;
        for (int r = row * step; r < Math.min(height, (row + 1) * step); r++) {
          for (int c = column * step; c < Math.min(width, (column + 1) * step); c++) {
            sum += (double) completion[r * width + c] - target[r * width + c];
            count++;
          }
        }
        picture.setRGB(column, row, colour(scale > 0 ? sum / count / scale : 0));
      }
    }
    return picture;
  }

  /** From blue (0, 90, 181) over white to red (200, 30, 20). */
  private static int colour(double error) {
    double strength = Math.min(1, Math.abs(error));
    int[] full = error > 0 ? new int[] {200, 30, 20} : new int[] {0, 90, 181};
    int rgb = 0;
    for (int channel : full) {
      rgb = rgb << 8 | (int) Math.round(255 + strength * (channel - 255));
    }
    return rgb;
  }
}
