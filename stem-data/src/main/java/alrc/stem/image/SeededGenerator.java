package alrc.stem.image;

import alrc.settings.Sha256;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random generators that depend on a text alone: the seed is the first 8 bytes, big-endian, of the
 * SHA-256 of its UTF-8; the generator is Java's SplittableRandom, whose sequence its specification
 * leaves open but which has not changed since Java 8: a golden test pins it.
 */
public final class SeededGenerator {
  private SeededGenerator() {}

  /**
   * Makes the generator of the text {@code seed|purpose|part|…}.
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
    return of(text.toString());
  }

  /** Makes the generator of a text. */
  public static RandomGenerator of(String text) {
    return new SplittableRandom(ByteBuffer.wrap(Sha256.of(text)).getLong());
  }
}
