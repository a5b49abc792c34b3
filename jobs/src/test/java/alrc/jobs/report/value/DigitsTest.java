package alrc.jobs.report.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DigitsTest {
  @Test
  void aPIsNotRoundedAcrossALevel() {
    assertEquals("p = 0.0499", Digits.p(0.0499));
    assertEquals("p = 0.0504", Digits.p(0.0504));
    assertEquals("p = 0.050", Digits.p(0.05));
    assertEquals("p = 0.00996", Digits.p(0.00996));
    assertEquals("p = 0.0102", Digits.p(0.0102));
    assertEquals("p = 0.0013", Digits.p(0.0013));
    assertEquals("p = 0.002", Digits.p(0.0018));
    assertEquals("p < 0.001", Digits.p(0.00099999));
    assertEquals("p = 0.0012", Digits.p(0.00123));
    assertEquals("p < 0.05", Digits.p(Math.nextDown(0.05)));
    assertEquals("p > 0.05", Digits.p(Math.nextUp(0.05)));
    assertEquals("p = 0.12", Digits.p(0.1234));
    assertEquals("p = 1.00", Digits.p(1));
  }

  /** Whatever p is, the text is on the same side of each level. */
  @Test
  void theTextSaysWhatTheVerdictSays() {
    for (double level : new double[] {0.05, 0.01, 0.001}) {
      for (int i = -500; i <= 500; i++) {
        double p = level * (1 + i * 1e-5);
        String text = Digits.p(p);
        double shown = Double.parseDouble(text.substring(4));
        boolean below = text.startsWith("p <") ? shown <= level : shown < level;
        boolean above = text.startsWith("p >") ? shown >= level : shown > level;
        assertTrue(p < level ? below : p > level ? above : shown == level, p + " as " + text);
      }
    }
  }
}
