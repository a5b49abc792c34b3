package alrc.stem.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SeededGeneratorTest {
  @Test
  void eachPartOfTheTextMatters() {
    long first = SeededGenerator.of(0, "a", 1, 2).nextLong();
    assertNotEquals(first, SeededGenerator.of(1, "a", 1, 2).nextLong());
    assertNotEquals(first, SeededGenerator.of(0, "b", 1, 2).nextLong());
    assertNotEquals(first, SeededGenerator.of(0, "a", 12).nextLong());
    assertEquals(first, SeededGenerator.of(0, "a", 1, 2).nextLong());
  }
}
