package alrc.stem.transform;

import alrc.stem.codec.Sha256;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random generators that depend only on what they are for.
 *
 * <p>The seed of a generator is the first 8 bytes, big-endian, of the SHA-256 of the UTF-8 text
 * {@code seed|purpose|part|…}; the generator is Java's SplittableRandom, whose sequence its
 * specification leaves open but which has not changed since Java 8: a golden test pins it.
 */
public final class Randomness {
  private Randomness() {}

  /**
   * Makes a generator.
   *
   * @param seed of the whole run
   * @param purpose what the numbers are for, for example a step's name
   * @param parts which one of the things that it is for
   */
  public static RandomGenerator of(long seed, String purpose, Object... parts) {
    StringBuilder text = new StringBuilder().append(seed).append('|').append(purpose);
    for (Object part : parts) {
      text.append('|').append(part);
    }
    return new SplittableRandom(ByteBuffer.wrap(Sha256.of(text.toString())).getLong());
  }

  /** Makes the generator of one step for one example; the example's name plays no part. */
  public static RandomGenerator of(long seed, String step, ExampleKey key) {
    return of(
        seed,
        step,
        key.sourceSha256(),
        key.image(),
        key.frame(),
        key.row(),
        key.col(),
        key.augmentation());
  }
}
