package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ExampleKeyTest {
  /** Pins the whole chain: text, SHA-256, generator. A change here changes every data set. */
  @Test
  void theFirstNumbersArePinned() {
    RandomGenerator random = Examples.KEY.random(0, "orient");
    assertEquals(771_033_725_537_613_841L, random.nextLong());
    assertEquals(1, random.nextInt(8));
    assertEquals(0.96425843f, random.nextFloat());
  }

  @Test
  void everyFieldOfAnExampleButItsNameMatters() {
    ExampleKey key = Examples.KEY;
    long first = key.random(0, "s").nextLong();
    ExampleKey renamed = new ExampleKey("z", key.sourceSha256(), 0, 0, 512, 1024, 0);
    assertEquals(first, renamed.random(0, "s").nextLong());
    assertNotEquals(first, key.at(512, 0).random(0, "s").nextLong());
    assertNotEquals(
        first, new ExampleKey(key.source(), "00fe", 0, 0, 512, 1024, 0).random(0, "s").nextLong());
  }
}
