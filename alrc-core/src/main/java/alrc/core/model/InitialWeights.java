package alrc.core.model;

import alrc.core.random.Randomness;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/** How the weights of a layer are drawn. */
public enum InitialWeights {
  /**
   * U(−a, a), a = sqrt(6 / (fan in + fan out)), fans counted with the kernel's area. Source: Glorot
   * and Bengio, "Understanding the difficulty of training deep feedforward neural networks",
   * AISTATS 2010, equation 16.
   */
  XAVIER {
    @Override
    void draw(FloatBuffer weights, int count, double fans, SplittableRandom random) {
      double bound = StrictMath.sqrt(6.0 / fans);
      for (int i = 0; i < count; i++) {
        weights.put((float) (bound * (2 * random.nextDouble() - 1)));
      }
    }
  },

  /**
   * N(0, 0.05²), as in Salimans and Kingma, "Weight normalization", arXiv:1602.07868, section 3.
   */
  NORMAL {
    @Override
    void draw(FloatBuffer weights, int count, double fans, SplittableRandom random) {
      for (int i = 0; i < count; i++) {
        weights.put((float) (DEVIATION * Randomness.normal(random)));
      }
    }
  };

  /** The standard deviation of {@link #NORMAL}. */
  public static final double DEVIATION = 0.05;

  /**
   * Writes the weights of a layer.
   *
   * @param fans fan in + fan out
   */
  abstract void draw(FloatBuffer weights, int count, double fans, SplittableRandom random);
}
