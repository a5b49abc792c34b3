package alrc.stem.scan;

import alrc.stem.image.SeededGenerator;
import java.util.random.RandomGenerator;

/**
 * Two generators, one for each axis: displacements along x and along y are independent. Both follow
 * from one number of the generator of the step.
 */
public record AxisRandom(RandomGenerator x, RandomGenerator y) {
  /** Derives the two. */
  public static AxisRandom from(RandomGenerator random) {
    long key = random.nextLong();
    return new AxisRandom(SeededGenerator.of(key + "|x"), SeededGenerator.of(key + "|y"));
  }
}
