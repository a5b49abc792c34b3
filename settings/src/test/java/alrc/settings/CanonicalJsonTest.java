package alrc.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "0.999, 0.999",
    "7.8125E-4, 0.00078125",
    "1E-8, 1e-8",
    "1E23, 1e23",
    "2E-3, 0.002",
    "100000, 100000.0",
    "-0.0, 0.0",
    "1.25E-7, 1.25e-7",
    "0.1, 0.1"
  })
  void numbersHaveTheFewestDigits(double number, String text) {
    assertEquals(text, CanonicalJson.write(number));
  }

  @Test
  void everyNumberReadsBack() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertEquals(number, Double.parseDouble(CanonicalJson.write(number)));
      }
    }
  }

  @Test
  void infinityIsAText() {
    assertEquals("\"Infinity\"", CanonicalJson.write(Double.POSITIVE_INFINITY));
  }

  @Test
  void mapsKeepTheirOrderAndTextsAreQuoted() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", List.of(1L, 2L));
    map.put("a", "say \"x\"\n");
    map.put("b", true);
    assertEquals("{\"z\":[1,2],\"a\":\"say \\\"x\\\"\\n\",\"b\":true}", CanonicalJson.write(map));
  }
}
