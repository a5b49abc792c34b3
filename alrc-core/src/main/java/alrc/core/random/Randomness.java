package alrc.core.random;

import alrc.settings.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Generators that depend only on (seed, purpose, index…), on every machine and in every order of
 * use.
 *
 * <p>The state of a generator is the first eight bytes of SHA-256 over the seed, the purpose and
 * the indices, so that streams of neighbouring seeds are unrelated.
 */
public final class Randomness {
  private Randomness() {}

  /**
   * A fresh generator.
   *
   * @param seed the seed of the trial or data set
   * @param purpose the use of the numbers, for example "weights"
   * @param index the place in the stream: epoch, position, layer …
   */
  public static SplittableRandom of(long seed, String purpose, long... index) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    ByteBuffer key = ByteBuffer.allocate(Long.BYTES * (2 + index.length) + name.length);
    key.putLong(seed).putLong(name.length).put(name);
    for (long i : index) {
      key.putLong(i);
    }
    return new SplittableRandom(ByteBuffer.wrap(Sha256.start().digest(key.array())).getLong());
  }

  /** A permutation of 0 … {@code count} − 1 (Fisher and Yates). */
  public static int[] permutation(SplittableRandom random, int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** A standard normal number by the polar method of Marsaglia, in strict arithmetic. */
  public static double normal(SplittableRandom random) {
    while (true) {
      double u = 2 * random.nextDouble() - 1;
      double v = 2 * random.nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }
}
