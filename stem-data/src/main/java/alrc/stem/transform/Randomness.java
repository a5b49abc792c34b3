package alrc.stem.transform;

import alrc.stem.image.SeededGenerator;
import java.util.random.RandomGenerator;

/**
 * Makes random generators that depend only on their purpose.
 *
 * <p>The generator is the {@link SeededGenerator} of the text {@code seed|purpose|part|…}.
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
    return SeededGenerator.of(text.toString());
  }

  /** Makes the generator of one step for one example; it does not depend on the example's name. */
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
