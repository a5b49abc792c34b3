package alrc.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.random.Randomness;
import alrc.core.stats.SignTest.Decision;
import alrc.core.stats.SignTest.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SignTestTest {
  private static final SignTest TEST = new SignTest(0.05);

  @Test
  void theEvidenceIsTheMeanLikelihoodRatio() {
    assertEquals(1, SignTest.evidence(Tally.NONE));
    assertEquals(1, SignTest.evidence(new Tally(1, 0, 7)), 1e-12);
    assertEquals(2.0 / 3, SignTest.evidence(new Tally(1, 1, 0)), 1e-12);
    assertEquals(1024.0 / 11, SignTest.evidence(new Tally(10, 0, 0)), 1e-9);
    assertEquals(32768.0 / 16 / 105, SignTest.evidence(new Tally(2, 13, 3)), 1e-9);
    assertEquals(1024, SignTest.evidence(new Tally(0, 0, 10)), 1e-9);
    // by the midpoint rule: 2^n times the mean of p^b (1 - p)^w
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      double p = (i + 0.5) / 100_000;
      sum += Math.pow(2 * p, 23) * Math.pow(2 * (1 - p), 9);
    }
    assertEquals(sum / 100_000, SignTest.evidence(new Tally(23, 9, 0)), 1e-6);
    assertTrue(Double.isFinite(SignTest.evidence(new Tally(1000, 1000, 0))));
  }

  @Test
  void whatDecidesIsOneOverTheLevel() {
    assertEquals(Decision.BETTER, TEST.decision(new Tally(10, 0, 0)));
    assertEquals(Decision.WORSE, TEST.decision(new Tally(0, 10, 0)));
    assertEquals(Decision.UNDECIDED, TEST.decision(new Tally(9, 1, 0)));
    assertEquals(Decision.BETTER, TEST.decision(new Tally(14, 1, 0)));
    assertEquals(Decision.UNDECIDED, TEST.decision(new Tally(13, 2, 0)), "19.5 of 20");
    assertEquals(Decision.BETTER, TEST.decision(new Tally(36, 14, 0)));
    assertEquals(Decision.UNDECIDED, TEST.decision(new Tally(35, 15, 0)));
    assertEquals(Decision.UNDECIDED, TEST.decision(new Tally(0, 0, 4)));
    assertEquals(Decision.EQUAL, TEST.decision(new Tally(0, 0, 5)));
    assertEquals(Decision.UNDECIDED, new SignTest(0.01).decision(new Tally(14, 2, 0)));
    assertThrows(IllegalArgumentException.class, () -> new SignTest(0));
  }

  @Test
  void aDivergenceIsTheWorstErrorAndTwoAreEqual() {
    double diverged = Double.POSITIVE_INFINITY;
    Tally pairs =
        Tally.NONE.with(1e30, diverged).with(diverged, 3).with(diverged, diverged).with(2, 2);
    assertEquals(new Tally(1, 1, 2), pairs);
  }

  /** 20,000 studies without a difference, each looked at after 10, 15 … 50 pairs. */
  @Test
  void looksDoNotAddUpToMoreErrorsThanTheLevel() {
    SplittableRandom random = Randomness.of(1, "sign test");
    int studies = 20_000;
    int decided = 0;
    int naive = 0;
    for (int study = 0; study < studies; study++) {
      boolean found = false;
      boolean foundNaively = false;
      Tally pairs = Tally.NONE;
      for (int n = 1; n <= 50; n++) {
        pairs = pairs.with(heavyTailed(random), heavyTailed(random));
        if (n >= 10 && n % 5 == 0) {
          found |= TEST.decision(pairs) != Decision.UNDECIDED;
          foundNaively |= Math.abs(pairs.better() - pairs.worse()) > 1.96 * Math.sqrt(n);
        }
      }
      decided += found ? 1 : 0;
      naive += foundNaively ? 1 : 0;
    }
    double rate = decided / (double) studies;
    assertTrue(rate <= 0.05, "false decisions: " + rate);
    assertTrue(naive > 0.08 * studies, "a test that ignores the looks is found out: " + naive);
  }

  /**
   * The figures of {@code docs/study.md}, exactly: the chance of every count of "better" is carried
   * from look to look, after 10, 15 … 50 pairs.
   */
  @Test
  void theChancesOfADecisionAreThoseOfTheDocumentation() throws IOException {
    String page = Files.readString(Path.of("../docs/study.md")).replaceAll("\\s+", " ");
    assertTrue(page.contains("wrongly decides in 1.1 % of studies"), page);
    assertTrue(page.contains("in 79 % of studies, after 34 seeds on average"), page);
    double[] none = chances(0.5);
    assertEquals(0.0106, none[0], 5e-5);
    double[] threeInFour = chances(0.75);
    assertEquals(0.787, threeInFour[0], 5e-4);
    assertEquals(34.3, threeInFour[1], 5e-2);
  }

  /** The chance of a decision, and the mean number of pairs, where each is better with chance p. */
  private static double[] chances(double p) {
    double[] open = new double[51];
    open[0] = 1;
    double decided = 0;
    double pairs = 0;
    for (int n = 1; n <= 50; n++) {
      for (int better = n; better >= 0; better--) {
        open[better] = open[better] * (1 - p) + (better > 0 ? open[better - 1] * p : 0);
      }
      for (int better = 0; n >= 10 && n % 5 == 0 && better <= n; better++) {
        boolean found = TEST.decision(new Tally(better, n - better, 0)) != Decision.UNDECIDED;
        decided += found ? open[better] : 0;
        pairs += found || n == 50 ? open[better] * n : 0;
        open[better] = found ? 0 : open[better];
      }
    }
    return new double[] {decided, pairs};
  }

  /** Cauchy, and one in ten diverged. */
  private static double heavyTailed(SplittableRandom random) {
    return random.nextInt(10) == 0
        ? Double.POSITIVE_INFINITY
        : Math.tan(Math.PI * (random.nextDouble() - 0.5));
  }

  @Test
  void pairsThatOftenDifferAreSeldomCalledEqual() {
    double rate = rate(random -> random.nextInt(2), Decision.EQUAL);
    assertTrue(rate <= 0.05, "false decisions: " + rate);
  }

  @Test
  void aClearDifferenceIsFound() {
    double rate = rate(random -> random.nextInt(10) == 0 ? -1 : 1, Decision.BETTER);
    assertTrue(rate >= 0.99, "nine in ten are better: " + rate);
  }

  /** How often 50 differences, looked at after 10, 15 …, lead to a decision. */
  private static double rate(ToDoubleFunction<SplittableRandom> difference, Decision wanted) {
    SplittableRandom random = Randomness.of(2, "sign test");
    int found = 0;
    for (int study = 0; study < 2_000; study++) {
      Tally pairs = Tally.NONE;
      Decision decision = Decision.UNDECIDED;
      for (int n = 1; n <= 50 && decision == Decision.UNDECIDED; n++) {
        pairs = pairs.with(0, difference.applyAsDouble(random));
        decision = n >= 10 && n % 5 == 0 ? TEST.decision(pairs) : Decision.UNDECIDED;
      }
      found += decision == wanted ? 1 : 0;
    }
    return found / 2_000.0;
  }
}
