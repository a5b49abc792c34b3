package alrc.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomnessTest {
  @Test
  void sameKeyGivesTheSameStream() {
    assertEquals(
        Randomness.of(1, "weights", 2).nextLong(), Randomness.of(1, "weights", 2).nextLong());
  }

  @Test
  void everyPartOfTheKeyMatters() {
    long[] first = {
      Randomness.of(1, "weights", 2).nextLong(),
      Randomness.of(2, "weights", 2).nextLong(),
      Randomness.of(1, "order", 2).nextLong(),
      Randomness.of(1, "weights", 3).nextLong(),
      Randomness.of(1, "weights").nextLong(),
      Randomness.of(1, "weights", 2, 0).nextLong()
    };
    assertEquals(first.length, Arrays.stream(first).distinct().count());
  }

  @Test
  void theFirstNumberIsPinned() {
    assertEquals(-5408777875844145245L, Randomness.of(0, "weights", 0).nextLong());
  }

  @Test
  void permutationHoldsEveryIndexOnce() {
    int[] order = Randomness.permutation(new SplittableRandom(5), 100);
    int[] identity = IntStream.range(0, 100).toArray();
    assertNotEquals(Arrays.toString(identity), Arrays.toString(order));
    Arrays.sort(order);
    assertArrayEquals(identity, order);
  }

  @Test
  void normalNumbersHaveMeanZeroAndDeviationOne() {
    SplittableRandom random = new SplittableRandom(7);
    double[] sample =
        IntStream.range(0, 20_000).mapToDouble(i -> Randomness.normal(random)).toArray();
    double mean = Arrays.stream(sample).average().orElseThrow();
    double square = Arrays.stream(sample).map(x -> x * x).average().orElseThrow();
    assertEquals(0, mean, 0.03);
    assertEquals(1, square, 0.05);
  }
}
