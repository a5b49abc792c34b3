package alrc.core.metric;

import org.jtransforms.fft.DoubleFFT_2D;
import pl.edu.icm.jlargearrays.ConcurrencyUtils;

/**
 * The spectra X and Y of two real images x and y, by one transform of x + iy: X is the half of it
 * that is symmetric about frequency 0, iY the other.
 */
final class SpectrumPair {
  static {
    ConcurrencyUtils.setNumberOfThreads(1);
  }

  private final double[] spectrum;
  private final int height;
  private final int width;

  SpectrumPair(double[] x, double[] y, int height, int width) {
    this.height = height;
    this.width = width;
    this.spectrum = new double[2 * x.length];
    for (int i = 0; i < x.length; i++) {
      spectrum[2 * i] = x[i];
      spectrum[2 * i + 1] = y[i];
    }
    new DoubleFFT_2D(height, width).complexForward(spectrum);
  }

  /** Adds Re X·conj(Y), |X|² and |Y|² of a frequency to three sums of a ring. */
  void add(int row, int col, double[][] sums, int ring) {
    int here = 2 * (row * width + col);
    int opposite = 2 * ((height - row) % height * width + (width - col) % width);
    double xReal = (spectrum[here] + spectrum[opposite]) / 2;
    double xImaginary = (spectrum[here + 1] - spectrum[opposite + 1]) / 2;
    double yReal = (spectrum[here + 1] + spectrum[opposite + 1]) / 2;
    double yImaginary = (spectrum[opposite] - spectrum[here]) / 2;
    sums[0][ring] += xReal * yReal + xImaginary * yImaginary;
    sums[1][ring] += xReal * xReal + xImaginary * xImaginary;
    sums[2][ring] += yReal * yReal + yImaginary * yImaginary;
  }
}
