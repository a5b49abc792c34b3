package alrc.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.chart.ChartFigure;
import alrc.jobs.figure.FigureKind;
import alrc.jobs.figure.FigureWords;
import alrc.jobs.figure.Figures;
import alrc.jobs.report.value.Labels;
import alrc.jobs.report.value.LossUnit;
import alrc.jobs.results.StudyResults;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which cells are drawn, and what the figures say of what is not. */
class FiguresTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Figures figures(StudyResults results) {
    return new Figures(results, new FigureWords(Labels::value, LossUnit::of), true);
  }

  private static JsonNode data(ChartFigure figure) throws Exception {
    return new ObjectMapper().readTree(figure.json());
  }

  @Test
  void ofManyCellsTheBestAreDrawnWithTheirBaselinesAndNoOtherCurveIsRead() {
    FigureResults made = new FigureResults();
    for (int batch = 1; batch <= 20; batch++) {
      for (double n : List.of(2.0, 3.0, 4.0, INF)) {
        made.cell("squared", n, batch, 2, 0).cell("quartic", n, batch, 2, 0);
      }
    }
    Figures.Drawn drawn = figures(made.results("many")).of(FigureKind.CURVES);
    assertEquals(4, drawn.figures().size());
    assertEquals(4 * 4 * 2, made.read.size(), "4 charts of 4 cells of 2 seeds");
    assertTrue(drawn.notes().get(0).startsWith("16 of 160 cells are drawn: "), drawn.toString());
    assertEquals(2, drawn.figures().stream().filter(f -> f.title().contains("quartic")).count());
  }

  @Test
  void lossesOfDifferentUnitsNeverShareAnAxisAndTheBaselineIsTheSolidLine() throws Exception {
    FigureResults made = new FigureResults();
    made.cell("squared", 3, 1, 3, 0).cell("squared", INF, 1, 3, 0);
    made.cell("quartic", 3, 1, 3, 0).cell("quartic", INF, 1, 3, 0);
    List<ChartFigure> figures = figures(made.results("two")).of(FigureKind.CURVES).figures();
    assertEquals(2, figures.size());
    assertEquals("training error, squared: (p − t)²", data(figures.get(0)).get("unit").asText());
    assertEquals("training error, quartic: (p − t)⁴", data(figures.get(1)).get("unit").asText());
    assertEquals("[\"n = ∞\",\"n = 3\"]", data(figures.get(0)).get("names").toString());
    assertTrue(figures(made.results("two")).of(FigureKind.CURVES).notes().isEmpty());
  }

  @Test
  void divergencesAreMarkedAndCountedAndNoMeanIsOfSurvivors() throws Exception {
    FigureResults made = new FigureResults();
    made.cell("squared", 3, 1, 6, 0).cell("squared", 4, 1, 6, 1).cell("squared", INF, 1, 6, 6);
    ChartFigure figure = figures(made.results("some")).of(FigureKind.CURVES).figures().get(0);
    assertTrue(
        figure
            .caption()
            .contains(
                "×\u00a0diverged: n = ∞ (6 of 6 seeds), n = 4 (1 of 6 seeds); a mean ends at the"
                    + " first divergence of its cell."),
        figure.caption());
    assertTrue(
        figure.caption().matches(".* \\d+ values above the axis are not shown\\..*"),
        figure.caption());
    JsonNode data = data(figure);
    assertTrue(data.at("/range/high").asDouble() < 1, "1e34 does not stretch the axis");
    JsonNode lost = data.at("/cells/0");
    assertEquals(6, lost.get("seeds").size());
    assertEquals(6, lost.get("diverged").size());
    JsonNode last = data.at("/cells/2/mean").get(data.at("/cells/2/mean").size() - 1);
    assertEquals(750, last.get(0).asInt(), "seed 5 diverged at 800");
    assertEquals(2000, data.at("/cells/1/mean/39/0").asInt());
  }

  /** Two losses have one common error over iterations; one loss needs no second chart. */
  @Test
  void curvesOfDifferentLossesAreDrawnInOneUnitToo() throws Exception {
    FigureResults made = new FigureResults();
    made.cell("squared", 3, 1, 3, 0);
    assertTrue(figures(made.results("one")).of(FigureKind.COMMON_CURVES).figures().isEmpty());
    made.cell("quartic", 3, 1, 3, 0);
    List<ChartFigure> drawn = figures(made.results("two")).of(FigureKind.COMMON_CURVES).figures();
    assertEquals(1, drawn.size());
    JsonNode data = data(drawn.get(0));
    assertEquals("mean squared error of the same predictions", data.get("unit").asText());
    assertEquals("[\"squared\",\"quartic\"]", data.get("names").toString());
    assertEquals(40, data.at("/cells/0/mean").size());
  }

  @Test
  void theCourseOfHeldOutScoresIsDrawnWhereItIsRecorded() throws Exception {
    FigureResults made = new FigureResults();
    made.cell("squared", 3, 1, 2, 0);
    assertTrue(figures(made.results("none")).of(FigureKind.SCORES).figures().isEmpty());
    made.evaluated();
    Figures.Drawn drawn = figures(made.results("some")).of(FigureKind.SCORES);
    JsonNode data = data(drawn.figures().get(0));
    assertEquals("RMSE on the validation split", data.get("unit").asText());
    assertEquals("[[1000,0.2],[2000,0.1]]", data.at("/cells/0/seeds/0/points").toString());
    made.lost.add("squared-3.0-1/1/2000");
    assertTrue(
        figures(made.results("lost"))
            .of(FigureKind.SCORES)
            .notes()
            .get(0)
            .startsWith("The scores of 1 trial are missing or damaged"));
  }

  @Test
  void clippedLossesThatAreGoneAreSaid() {
    FigureResults made = new FigureResults();
    made.lost.add("squared-3.0-1/1/2000");
    Figures.Drawn drawn =
        figures(made.cell("squared", 3, 1, 2, 0).results("half")).of(FigureKind.CLIPPED);
    assertEquals(2, drawn.figures().size());
    String said =
        "The clipped losses of %d missing or damaged, and not drawn; 'alrc sweep' makes missing"
            + " ones again.";
    assertEquals(List.of(said.replace("%d", "1 trial are")), drawn.notes());
    made.lost.add("squared-3.0-1/0/2000");
    Figures.Drawn none = figures(made.results("all")).of(FigureKind.CLIPPED);
    assertTrue(none.figures().isEmpty());
    assertEquals(List.of(said.replace("%d", "2 trials are")), none.notes());
  }

  /** The mean of the seeds whose curves are known, until the other one diverged. */
  @Test
  void aLostCurveOfADivergedSeedTakesTheMeanOnlyFromWhereItDiverged() throws Exception {
    FigureResults made = new FigureResults();
    made.lost.add("squared-3.0-1/3/600");
    Figures.Drawn drawn =
        figures(made.cell("squared", 3, 1, 4, 1).results("lost")).of(FigureKind.CURVES);
    JsonNode cell = data(drawn.figures().get(0)).at("/cells/0");
    assertEquals(11, cell.get("mean").size());
    assertEquals(550, cell.at("/mean/10/0").asInt());
    double sum = 0;
    for (int seed = 0; seed < 3; seed++) {
      sum += cell.at("/seeds/" + seed + "/points/0/1").asDouble();
    }
    assertEquals(sum / 3, cell.at("/mean/0/1").asDouble(), 1e-6);
    assertEquals(1, cell.get("diverged").size());
    assertTrue(
        drawn.notes().get(0).startsWith("The curves of 1 trial are missing"), drawn::toString);
  }

  @Test
  void aCurveThatIsGoneIsSaidAndNothingIsDrawnWithoutTrials() {
    StudyResults gone =
        ReportCells.results(
            ReportCells.cell("a", "squared", 3, 1, 2, ReportCells.trial(1), ReportCells.trial(2)));
    assertTrue(figures(gone).of(FigureKind.CURVES).figures().isEmpty());
    assertEquals(1, figures(gone).of(FigureKind.FINALS).figures().size());
    FigureResults made = new FigureResults();
    StudyResults half = made.cell("squared", 3, 1, 2, 0).results("half");
    StudyResults both =
        new StudyResults(
            "half",
            List.of(
                half.cells().get(0),
                ReportCells.cell("b", "squared", 4, 1, 1, ReportCells.trial(1))));
    assertEquals(
        List.of(
            "The curves of 1 trial are missing or damaged, and not drawn; 'alrc sweep' makes"
                + " missing ones again."),
        figures(both).of(FigureKind.CURVES).notes());
    assertEquals(1, figures(gone).of(FigureKind.CURVES).notes().size(), "without a chart too");
    assertTrue(figures(new StudyResults("none", List.of())).isEmpty());
    assertFalse(figures(both).isEmpty());
  }
}
