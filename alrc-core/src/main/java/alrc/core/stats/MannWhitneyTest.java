package alrc.core.stats;

import alrc.settings.Limits;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Whether values of one sample tend to be larger than those of another. Source: Mann and Whitney,
 * Annals of Mathematical Statistics 18, 1947. Exact for up to eight values in either sample without
 * ties, else by the normal distribution with corrections for continuity and ties.
 *
 * @param u of the first sample: how many pairs it wins, ties counting half
 * @param p two-sided; 1 where all values are equal
 */
public record MannWhitneyTest(double u, double p) {
  private static final int EXACT = 8;

  /**
   * Compares a with b.
   *
   * @param a at least one value, none NaN; +∞ is the worst
   * @param b likewise
   */
  public static MannWhitneyTest of(double[] a, double[] b) {
    Limits.atLeast("a", a.length, 1);
    Limits.atLeast("b", b.length, 1);
    boolean ties =
        DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).distinct().count()
            < a.length + b.length;
    boolean exact = !ties && Math.min(a.length, b.length) <= EXACT;
    MannWhitneyUTest.Result result =
        MannWhitneyUTest.withDefaults()
            .with(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC)
            .with(ContinuityCorrection.ENABLED)
            .test(a, b);
    // no variance where all values are tied: nothing speaks against equal samples
    double p = Double.isNaN(result.getPValue()) ? 1 : result.getPValue();
    return new MannWhitneyTest(result.getStatistic(), p);
  }

  /**
   * How likely a run of the first sample is to end below one of the second, ties counting half: the
   * probability of improvement where less is better. Source: Agarwal et al., arXiv:2108.13264,
   * section 4.3.
   */
  public static double probabilityBelow(double[] a, double[] b) {
    double below = 0;
    for (double mine : a) {
      for (double other : b) {
        below += mine < other ? 1 : mine == other ? 0.5 : 0;
      }
    }
    return below / ((double) a.length * b.length);
  }
}
