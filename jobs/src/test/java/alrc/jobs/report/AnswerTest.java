package alrc.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.stats.SignTest;
import alrc.core.study.SeedPlan;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.Compared;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sentences, and the file of comparisons behind them. */
class AnswerTest {
  private static final double OFF = Double.POSITIVE_INFINITY;
  private static final double DIVERGED = Double.POSITIVE_INFINITY;
  private static final CellResult BASELINE = cell("b", OFF, 1, 1.00, 1.10, 0.90, 1.05, 0.95, 1.00);
  private static final CellResult LOWER = cell("l", 2, 1, 0.93, 1.02, 0.83, 0.98, 0.87, 0.94);
  private static final CellResult SAME = cell("s", 3, 1, 1.001, 1.099, 0.901, 1.051, 0.949, 1.0005);
  private static final CellResult OPEN = cell("o", 4, 1, 1.02, 1.05, 0.93, 1.01, 0.99, 1.01);
  private static final CellResult FEW = cell("f", 5, 1, 0.5, 0.6);
  private static final CellResult OTHER_BATCH = cell("x", OFF, 4, 1.0);

  @Test
  void oneSentencePerComparisonStandsFirst() {
    StudyResults results = results(LOWER, SAME, OPEN, FEW, OTHER_BATCH);
    List<String> expected =
        List.of(
            "n = 2 lowers the final quartic error at batch 1 by 7.17 % (95 % interval 6.33 to 8.06"
                + " %, 6 paired seeds, Holm p < 0.001).",
            "n = 3 makes no difference to the final quartic error at batch 1: the interval lies"
                + " within ±1 % (95 % interval −0.08 to 0.13 %, 6 paired seeds, Holm p = 1.00).",
            "Whether n = 4 changes the final quartic error at batch 1 is not decided: about 34 more"
                + " seeds would be needed to see 2 % (95 % interval −3.5 to 4.4 %, 6 paired seeds,"
                + " Holm p = 1.00).",
            "Too few seeds to say whether n = 5 changes the final quartic error at batch 1: 2"
                + " finished in both cells, at least 3 pairs are needed.",
            "n is the threshold of adaptive learning rate clipping (ALRC): a loss more than n"
                + " standard deviations above the running mean is clipped to that limit; n = ∞ is"
                + " training without it.",
            "Each cell (one combination of settings) is compared with its baseline, the cell with"
                + " the same settings but n = ∞, seed by seed, over the seeds that finished in"
                + " both. An error is lower or higher if the paired t-test (Mann–Whitney where a"
                + " trial diverged) gives p ≤ 0.05, after Holm's correction for 3 comparisons."
                + " There is no difference if the 95 % interval of the relative difference lies"
                + " within ±1 %. Each interval is for its comparison alone, without that"
                + " correction, so that an interval without 0 can stand beside \"not decided\".");
    assertEquals(expected, lines(results));
    Map<String, String> files = Report.files(results);
    String first = expected.get(0).replace("<", "\\<");
    assertTrue(files.get("table.md").startsWith(first + "\n\n" + expected.get(1)));
    String page = files.get("report.html");
    int answer = page.indexOf("n = 2 lowers");
    assertTrue(answer > 0 && answer < page.indexOf("<h2"), page);
  }

  @Test
  void aReportSaysWhatItIsDoing() {
    List<String> steps = new java.util.ArrayList<>();
    var unused = Report.files(results(FEW, OTHER_BATCH), ReportOptions.USUAL, steps::add);
    assertEquals("comparing the cells", steps.get(0));
    assertTrue(steps.get(1).matches("making tables and figures, section 1 of \\d+"), steps.get(1));
    assertEquals("making the page", steps.get(steps.size() - 1));
  }

  @Test
  void divergedTrialsAreCountedAndDecideByRank() {
    double[] unstable = {1.00, DIVERGED, 0.90, DIVERGED, 0.95, DIVERGED, 1.0, DIVERGED};
    double[] stable = {0.5, 0.6, 0.7, 0.8, 0.55, 0.65, 0.75, DIVERGED};
    String figures = " the baseline's with probability 0.91 (95 % interval 0.72 to 1.00, 8 paired";
    assertEquals(
        "n = 2 lowers the final quartic error: its trials end below"
            + figures
            + " seeds, Holm p = 0.007; diverged: 1 of its 8 trials, 4 of the baseline's 8).",
        first(against(cell("b", OFF, 1, unstable), cell("l", 2, 1, stable))));
    assertEquals(
        "n = 2 raises the final quartic error: its trials end above"
            + figures
            + " seeds, Holm p = 0.007; diverged: 4 of its 8 trials, 1 of the baseline's 8).",
        first(against(cell("b", OFF, 1, stable), cell("l", 2, 1, unstable))));
  }

  /** Its interval leaves out 0, but the correction for the others takes the decision away. */
  @Test
  void whatOnlyTheCorrectionLeavesOpenIsSaidAsSuch() {
    CellResult near = cell("n", 6, 1, 0.99, 1.06, 0.90, 1.00, 0.93, 0.96);
    assertTrue(first(results(near)).startsWith("n = 6 lowers the final"), first(results(near)));
    String among = lines(results(near, OPEN, FEW, SAME)).get(0);
    assertTrue(
        among.startsWith(
            "Whether n = 6 changes the final quartic error is not decided: alone it would be (p ="
                + " 0.021), but not as one of 3 comparisons; about "),
        among);
    assertTrue(
        among.contains("(95 % interval −4.5 to −0.6 %, 6 paired seeds, Holm p = 0.063"), among);
  }

  @Test
  void anImplausibleNumberOfSeedsIsNotSaid() {
    CellResult wild = cell("w", 2, 1, 1.0, 9.0, 0.1, 2.0);
    CellResult baseline = cell("b", OFF, 1, 1.1, 0.3, 8.0, 2.0);
    String sentence = first(against(baseline, wild));
    assertTrue(
        sentence.contains(
            "more than 1,000 more seeds would be needed to see 2 % (no interval,"
                + " because the baseline's mean is not distinguishable from 0 at 95 %, 4 paired"),
        sentence);
  }

  @Test
  void anEffectThatWouldHaveBeenSeenIsNoDemandForSeeds() {
    double[] base = new double[400];
    double[] cell = new double[400];
    for (int i = 0; i < 400; i++) {
      base[i] = 1 + 0.1 * ((i * 37) % 100) / 100.0;
      cell[i] = base[i] + 0.2 * (((i * 61) % 100) / 100.0 - 0.45);
    }
    String sentence = first(against(cell("b", OFF, 1, base), cell("l", 2, 1, cell)));
    assertTrue(!sentence.contains("these seeds suffice"), sentence);
  }

  @Test
  void aSmallButCertainDifferenceIsNotCalledNone() {
    CellResult slightly = cell("s", 2, 1, 1.005, 1.1055, 0.9045, 1.0552, 0.9548, 1.0051);
    assertTrue(
        first(results(slightly))
            .startsWith(
                "n = 2 changes the final quartic error by less than 1 %: the interval lies within"
                    + " ±1 % (95 % interval 0.4"),
        first(results(slightly)));
  }

  @Test
  void divergedTrialsLeaveNoIntervalAndItIsSaidWhy() {
    CellResult baseline = cell("b", OFF, 1, 1.0, 1.1, 0.9, DIVERGED);
    CellResult cell = cell("l", 2, 1, 1.05, 1.0, 0.95, 1.0);
    assertEquals(
        "Whether n = 2 changes the final quartic error is not decided (no interval, because trials"
            + " diverged and there is no mean difference, 4 paired seeds, Holm p = 0.66; diverged:"
            + " 0 of its 4 trials, 1 of the baseline's 4).",
        first(against(baseline, cell)));
  }

  /** Most seeds are lower; two are stuck. */
  @Test
  void stuckSeedsAreCountedAndMediansThatSayTheReverseToo() {
    CellResult stuck = cell("l", 2, 1, 0.80, 0.88, 0.72, 0.84, 0.76, 0.80, 3.0, 3.1);
    CellResult baseline = cell("b", OFF, 1, 1.00, 1.10, 0.90, 1.05, 0.95, 1.00, 1.02, 0.99);
    String sentence = first(against(baseline, stuck));
    assertTrue(
        sentence.endsWith(
            "; 2 of its seeds and 0 of the baseline's ended much worse than the rest). The medians"
                + " say the reverse of the means: the mean is higher than the baseline's, the"
                + " median lower. A few seeds decide the mean; look at every seed."),
        sentence);
    String page = Report.files(against(baseline, stuck)).get("report.html");
    assertTrue(page.contains("Medians, and seeds much worse than the rest"));
    assertTrue(page.contains("much worse</th>"), page);
  }

  /** The sign test may decide for a cell whose mean is the higher one. */
  @Test
  void theSignTestToo() {
    double[] low = {0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 20};
    CellResult cell = cell("l", 2, 1, low);
    CellResult baseline = cell("b", OFF, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    String sentence = first(untilDecided(against(baseline, cell)));
    assertTrue(sentence.startsWith("n = 2 lowers"), sentence);
    assertTrue(sentence.contains("the mean is higher than the baseline's, the median lower"));
  }

  @Test
  void equalPairsMakeNoDifference() {
    assertEquals(
        "n = 2 makes no difference to the final quartic error: all 3 paired seeds give the same"
            + " error.",
        first(against(cell("b", OFF, 1, 1.0, 1.1, 0.9), cell("l", 2, 1, 1.0, 1.1, 0.9))));
  }

  /** The baseline has seeds 6 and 7 too, of which the compared cell has none. */
  @Test
  void onlySharedSeedsAreCompared() {
    CellResult more = cell("b", OFF, 1, 1.00, 1.10, 0.90, 1.05, 0.95, 1.00, 9.0, 9.0);
    StudyResults shared = results(LOWER, OTHER_BATCH);
    StudyResults uneven = against(more, LOWER, OTHER_BATCH);
    assertEquals(first(shared), first(uneven));
  }

  @Test
  void seedsUntilDecidedAreJudgedByTheSignTestAlone() {
    CellResult cell = cell("l", 2, 1, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9);
    CellResult baseline = cell("b", OFF, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    StudyResults results = untilDecided(against(baseline, cell));
    Decisions decisions = Decisions.of(results, ReportOptions.USUAL);
    assertEquals(
        "n = 2 lowers the final quartic error in 8 of 8 paired seeds (evidence 28.4, 20.0"
            + " decides).",
        first(results));
    assertTrue(decisions.csv(false).contains(",28.4444444444"), decisions.csv(false));
    assertEquals(
        "Whether n = 4 changes the final quartic error is not decided (6 paired seeds, 2 lower, 4"
            + " higher, evidence 0.610, 20.0 decides).",
        first(untilDecided(results(OPEN))));
  }

  @Test
  void atMostTwentySentencesAreSaidDecidedOnesFirst() {
    CellResult[] cells =
        IntStream.range(0, 25)
            .mapToObj(i -> cell("c" + i, 2 + i, 1, 0.5, 0.6))
            .toArray(CellResult[]::new);
    cells[24] = LOWER;
    StudyResults results = results(cells);
    List<String> lines = lines(results);
    assertEquals(23, lines.size());
    assertTrue(lines.get(0).contains(" lowers "), lines.get(0));
    assertEquals(
        "5 more comparisons are left out here (5 too few); comparisons.csv has all of them.",
        lines.get(20));
  }

  @Test
  void theFileHasEveryFigureThatIsDefined() {
    String[] lines = Report.files(results(LOWER, FEW)).get("comparisons.csv").split("\n");
    assertEquals(
        "cell_id,baseline_id,pairs,difference,difference_low,difference_high,relative,p_paired,"
            + "p_welch,p_mann_whitney,p_holm,probability_of_improvement,cliffs_delta,detectable,"
            + "evidence,verdict",
        lines[0]);
    List<String> lower = List.of(lines[1].split(","));
    assertEquals(List.of("l", "b", "6"), lower.subList(0, 3));
    double[] expected = {
      -0.0716666666666667,
      -0.0795665311715862,
      -0.0637668021617472,
      -0.0716666666666667,
      2.6986114802327685e-06,
      0.10747470320918656,
      0.12753770929748698,
      2.6986114802327685e-06,
      7 / 9.0,
      -5 / 9.0,
      0.01079886
    }; // SciPy: ttest_rel, ttest_ind, mannwhitneyu and nct
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], Double.parseDouble(lower.get(3 + i)), 1e-5 * Math.abs(expected[i]));
    }
    assertEquals(List.of("", "lower"), lower.subList(14, 16));
    String few = lines[2];
    assertTrue(few.startsWith("f,b,2,-0.5,"), few);
    assertTrue(few.contains(",,,,,1.0,-1.0,") && few.endsWith(",,too few"), few);
  }

  @Test
  void aStudyWithoutBaselineAnswersNothing() {
    StudyResults results = new StudyResults("s", List.of(LOWER));
    assertEquals(List.of(), lines(results));
    assertFalse(Report.files(results).get("report.html").contains("Each cell is compared"));
  }

  private static List<String> lines(StudyResults results) {
    return Answer.lines(Findings.of(results, ReportOptions.USUAL));
  }

  private static String first(StudyResults results) {
    return lines(results).get(0);
  }

  private static StudyResults results(CellResult... cells) {
    return against(BASELINE, cells);
  }

  /** All with a threshold are compared with the baseline. */
  private static StudyResults against(CellResult baseline, CellResult... cells) {
    List<CellResult> all = new ArrayList<>(List.of(cells));
    all.add(baseline);
    return new StudyResults("s", all, pairs(baseline, cells), List.of());
  }

  private static StudyResults untilDecided(StudyResults fixed) {
    SeedPlan.Standing standing =
        new SeedPlan.Standing(null, 0.05, 8, SignTest.Tally.NONE, SignTest.Decision.BETTER, false);
    return new StudyResults("s", fixed.cells(), fixed.compared(), List.of(standing));
  }

  private static List<Compared> pairs(CellResult baseline, CellResult... cells) {
    return List.of(cells).stream()
        .filter(cell -> !cell.settings().get("deviations").equals(OFF))
        .map(cell -> new Compared(cell, baseline))
        .toList();
  }

  private static CellResult cell(String id, double n, int batch, double... errors) {
    List<Map<String, Object>> trials =
        DoubleStream.of(errors)
            .mapToObj(e -> e == DIVERGED ? ReportCells.diverged() : ReportCells.trial(e))
            .toList();
    return ReportCells.cell(id, "quartic", n, batch, errors.length, trials);
  }
}
