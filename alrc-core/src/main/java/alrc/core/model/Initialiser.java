package alrc.core.model;

import alrc.core.random.Randomness;
import java.nio.FloatBuffer;

/**
 * Writes a flat parameter vector from its start to its end; layer i draws from a generator of its
 * own, derived from (seed, "weights", i).
 */
final class Initialiser {
  private final InitialWeights kind;
  private final long seed;
  private final FloatBuffer flat;
  private int layer;

  Initialiser(InitialWeights kind, long seed, float[] flat) {
    this.kind = kind;
    this.seed = seed;
    this.flat = FloatBuffer.wrap(flat);
  }

  /**
   * The weights of the next layer.
   *
   * @param fans fan in + fan out
   */
  void weights(int count, double fans) {
    kind.draw(flat, count, fans, Randomness.of(seed, "weights", layer++));
  }

  void constant(int count, float value) {
    for (int i = 0; i < count; i++) {
      flat.put(value);
    }
  }
}
