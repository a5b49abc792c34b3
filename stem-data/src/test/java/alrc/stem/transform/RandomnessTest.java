package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomnessTest {
  /** Pins the whole chain: text, SHA-256, generator. A change here changes every data set. */
  @Test
  void theFirstNumbersArePinned() {
    RandomGenerator random = Randomness.of(0, "orient", Examples.KEY);
    assertEquals(771_033_725_537_613_841L, random.nextLong());
    assertEquals(1, random.nextInt(8));
    assertEquals(0.96425843f, random.nextFloat());
  }

  @Test
  void eachPartOfTheKeyMatters() {
    long first = Randomness.of(0, "a", 1, 2).nextLong();
    assertNotEquals(first, Randomness.of(1, "a", 1, 2).nextLong());
    assertNotEquals(first, Randomness.of(0, "b", 1, 2).nextLong());
    assertNotEquals(first, Randomness.of(0, "a", 12).nextLong());
    assertEquals(first, Randomness.of(0, "a", 1, 2).nextLong());
  }

  @Test
  void everyFieldOfAnExampleButItsNameMatters() {
    ExampleKey key = Examples.KEY;
    long first = Randomness.of(0, "s", key).nextLong();
    ExampleKey renamed = new ExampleKey("z", key.sourceSha256(), 0, 0, 512, 1024, 0);
    assertEquals(first, Randomness.of(0, "s", renamed).nextLong());
    assertNotEquals(first, Randomness.of(0, "s", key.at(512, 0)).nextLong());
    assertNotEquals(
        first,
        Randomness.of(0, "s", new ExampleKey(key.source(), "00fe", 0, 0, 512, 1024, 0)).nextLong());
  }
}
