package alrc.jobs.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class ToleranceTest {
  private final Tolerance.Converter converter = new Tolerance.Converter();

  @Test
  void countsOrTakesAPartOfTheWhole() {
    assertFalse(converter.convert("3").exceededBy(3, 4));
    assertTrue(converter.convert("3").exceededBy(4, 4));
    assertFalse(converter.convert("50%").exceededBy(9, 18));
    assertTrue(converter.convert("49.9%").exceededBy(9, 18));
  }

  @Test
  void refusesMoreThanTheWhole() {
    TypeConversionException refused =
        assertThrows(TypeConversionException.class, () -> converter.convert("101%"));
    assertEquals("'101%' must be at most 100%", refused.getMessage());
  }
}
