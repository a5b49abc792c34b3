package alrc.jobs.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.random.Randomness;
import alrc.core.record.Spike;
import alrc.core.stats.FinalErrors;
import alrc.jobs.chart.LearningCurveChart.Cell;
import alrc.jobs.chart.LearningCurveChart.Point;
import alrc.jobs.chart.LearningCurveChart.Seed;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartEngineTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final ChartEngine ENGINE = new ChartEngine();

  private static String svg(Chart chart) {
    return ENGINE.draw(chart).file();
  }

  private static Point point(long iteration, double loss) {
    return new Point(iteration, loss, iteration < 1000 ? 0.04 : 0.01);
  }

  private static Seed seed(long seed, double scale, OptionalLong divergedAt) {
    SplittableRandom random = Randomness.of(seed, "curve");
    List<Point> points = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      double error = (0.3 * Math.exp(-i / 12.0) + 0.05) * Math.exp(0.1 * random.nextDouble());
      points.add(point(100L * i, scale * error));
    }
    if (divergedAt.isEmpty()) {
      return new Seed(seed, points, divergedAt);
    }
    points = new ArrayList<>(points.subList(0, (int) (divergedAt.getAsLong() / 100) - 2));
    points.add(point(divergedAt.getAsLong() - 100, scale * 1e34));
    points.add(point(divergedAt.getAsLong(), INF));
    return new Seed(seed, points, divergedAt);
  }

  private static LearningCurveChart curves(double scale, int diverged) {
    List<Seed> baseline = new ArrayList<>();
    List<Seed> other = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      baseline.add(
          seed(i, scale, i < diverged ? OptionalLong.of(3000 + 100L * i) : OptionalLong.empty()));
      other.add(seed(100 + i, 0.9 * scale, OptionalLong.empty()));
    }
    return new LearningCurveChart(
        "Learning curves",
        "mean squared error",
        List.of(new Cell("n = ∞", baseline), new Cell("n = 3 <b>&\"", other)));
  }

  private static NamedErrors errors(String name, double level, int diverged) {
    TreeMap<Long, Double> errors = new TreeMap<>();
    for (long seed = 0; seed < 10; seed++) {
      double luck = Randomness.normal(Randomness.of(seed, name));
      errors.put(seed, seed < diverged ? INF : level * (1 + 0.05 * luck));
    }
    return new NamedErrors(name, FinalErrors.of(errors));
  }

  private static List<Chart> all() {
    NamedErrors baseline = errors("n = ∞", 0.06, 2);
    NamedErrors cell = errors("n = 3", 0.05, 0);
    List<NamedErrors> both = List.of(baseline, cell);
    return List.of(
        curves(1, 2),
        new FinalErrorChart("Final errors", "MSE", Scale.LINEAR, both),
        new PairedChart("Pairs", "MSE", Scale.LINEAR, baseline, cell),
        new ProfileChart("Profile", "MSE", Scale.LOG, both),
        new SpikeChart("Spikes", "squared: (p − t)²", 5000, spikes()),
        new ClippedLossChart("Clipped losses", "squared: (p − t)²", spikes()));
  }

  /** An axis of logarithms has no 0: an arrow says that the interval goes on. */
  @Test
  void anIntervalThatReachesZeroIsDrawnToTheEndOfALogAxis() throws Exception {
    NamedErrors wide =
        new NamedErrors(
            "wide", FinalErrors.of(Map.of(0L, 0.01, 1L, 0.02, 2L, 0.9, 3L, 0.03, 4L, 0.01)));
    FinalErrorChart log = new FinalErrorChart("Final", "MSE", Scale.LOG, List.of(wide));
    FinalErrorChart linear = new FinalErrorChart("Final", "MSE", Scale.LINEAR, List.of(wide));
    assertTrue(log.caption().contains("An arrow shows that the interval goes on beyond the axis."));
    assertFalse(linear.caption().contains("arrow"), linear.caption());
    String drawn = ChartEngine.shared().draw(log).file();
    Matcher arrow = Pattern.compile("<polygon points=\"([0-9.]+ [0-9.]+) ").matcher(drawn);
    assertTrue(arrow.find(), drawn);
    assertTrue(drawn.contains("<path d=\"M" + arrow.group(1) + "L"), "the bar begins at its tip");
    assertFalse(drawn.contains("NaN"), drawn);
  }

  private static List<CellSpikes> spikes() {
    List<CellSpikes> cells = new ArrayList<>();
    for (String name : List.of("n = ∞", "n = 3", "n = 4")) {
      TreeMap<Long, List<Spike>> bySeed = new TreeMap<>();
      SplittableRandom random = Randomness.of(1, name);
      for (long seed = 0; seed < 4; seed++) {
        List<Spike> list = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
          double limit = 0.05 + 0.4 * Math.exp(-i / 4.0);
          list.add(new Spike(100 + 300L * i, "a.tif#i0", limit * (1 + random.nextDouble()), limit));
        }
        bySeed.put(seed, list);
      }
      cells.add(new CellSpikes(name, bySeed));
    }
    return cells;
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private static Set<String> texts(String svg) throws Exception {
    NodeList nodes = parsed(svg).getElementsByTagNameNS("*", "text");
    Set<String> texts = new TreeSet<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  /** The lines below the drawing, joined. */
  private static String captionOf(String svg) throws Exception {
    NodeList nodes = parsed(svg).getElementsByTagNameNS("*", "text");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (((Element) nodes.item(i)).hasAttribute("x")) {
        text.append(text.isEmpty() ? "" : " ").append(nodes.item(i).getTextContent());
      }
    }
    return text.toString();
  }

  private static int count(String svg, String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(svg);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  @Test
  void everyChartIsWellFormedAndItsTextIsText() throws Exception {
    for (Chart chart : all()) {
      String svg = svg(chart);
      Path file = Path.of("target", "charts", chart.title().replace(' ', '-') + ".svg");
      Files.createDirectories(file.getParent());
      Files.writeString(file, svg);
      Document document = parsed(svg);
      assertEquals("85.0mm", document.getDocumentElement().getAttribute("width"));
      assertEquals(
          chart.title(), document.getElementsByTagNameNS("*", "title").item(0).getTextContent());
      assertTrue(texts(svg).contains("n = ∞"), chart.title() + ": " + texts(svg));
      assertFalse(svg.contains("NaN"), chart.title());
    }
    assertTrue(texts(svg(curves(1, 0))).contains("n = 3 <b>&\""));
    NamedErrors strange = errors("a\u0001b", 1, 0);
    Chart chart = new FinalErrorChart("f", "MSE", Scale.LINEAR, List.of(strange));
    assertTrue(texts(svg(chart)).contains("a\\u0001b"));
  }

  @Test
  void everyNameMayStandInAScript() throws Exception {
    String name = "a\u2028b</script><\\\"d\u202e";
    String seen = "a\\u2028b</script><\\\"d\\u202e";
    Chart chart = new FinalErrorChart(name, "MSE", Scale.LINEAR, List.of(errors(name, 1, 0)));
    String start = seen.substring(0, 9);
    String svg = svg(chart);
    assertTrue(texts(svg).stream().anyMatch(text -> text.startsWith(start)), svg);
    String json = ChartScript.json(chart);
    assertFalse(json.matches("(?s).*[<\u2028\u202e].*"), json);
    assertEquals(seen, new ObjectMapper().readTree(json).at("/cells/0/name").asText(), json);
  }

  @Test
  void aNameIsCutBetweenCharactersOfMarkup() throws Exception {
    for (int length = 1; length < 40; length += 3) {
      String name = "<&>".repeat(20).substring(0, length);
      Chart chart = new FinalErrorChart("f", "MSE", Scale.LINEAR, List.of(errors(name, 1, 0)));
      String drawn = name.substring(0, Math.min(length, 3));
      String svg = svg(chart);
      assertTrue(texts(svg).stream().anyMatch(text -> text.startsWith(drawn)), svg);
    }
  }

  @Test
  void everySeedIsDrawn() {
    assertEquals(16, count(svg(curves(1, 0)), "stroke-width=\"0.5\" stroke-opacity"));
    List<Chart> charts = all();
    assertEquals(18, count(svg(charts.get(1)), "<circle"), "dots of seeds that are finite");
    // 8 of 10 pairs have both ends
    assertEquals(8, charts.get(2).data().findValues("lower").size() - 2);
  }

  @Test
  void ticksOfSmallErrorsHaveTheirExponents() throws Exception {
    Set<String> texts = texts(svg(curves(3e-9, 0)));
    assertTrue(texts.containsAll(Set.of("1e-9", "2e-10", "5e-10")), texts.toString());
    FinalErrors range = FinalErrors.of(new long[] {1, 2}, new double[] {1e-11, 1e-9});
    Chart chart = new ProfileChart("p", "MSE", Scale.LOG, List.of(new NamedErrors("cell", range)));
    texts = texts(svg(chart));
    assertTrue(texts.containsAll(Set.of("1e-11", "1e-10", "1e-9")), texts.toString());
  }

  @Test
  void aDivergenceIsMarkedAndDoesNotStretchTheAxis() throws Exception {
    assertEquals(
        curves(1, 0).data().at("/range/high").asDouble(),
        curves(1, 2).data().at("/range/high").asDouble(),
        0.02);
    String svg = svg(curves(1, 2));
    assertTrue(
        captionOf(svg)
            .endsWith(
                "×\u00a0diverged: n = ∞ (2 of 8 seeds); a mean ends at the first divergence of its"
                    + " cell. 2 values above the axis are not shown."),
        captionOf(svg));
    assertEquals(2, curves(1, 2).data().at("/cells/0/diverged").size());
    // the mean ends where the first trial diverged
    assertEquals(29, curves(1, 2).data().at("/cells/0/mean").size(), 2);
    assertEquals(50, curves(1, 2).data().at("/cells/1/mean").size());
    double high = curves(1, 8).data().at("/range/high").asDouble();
    assertTrue(high < 10, "though one cell lost all: " + high);
  }

  @Test
  void linesThatCoincideAreBothDrawnAndNamed() {
    List<Seed> seeds = curves(1, 0).cells().get(0).seeds();
    LearningCurveChart chart =
        new LearningCurveChart(
            "same", "MSE", List.of(new Cell("n = ∞", seeds), new Cell("n = 9", seeds)));
    assertTrue(chart.caption().contains("Lines that coincide: n = 9 on n = ∞."), chart.caption());
    String svg = svg(chart);
    assertTrue(svg.lastIndexOf("stroke-dasharray") > svg.indexOf("stroke-width=\"1.5\""));
  }

  @Test
  void errorsThatAreAlmostEqualHaveDifferentLabels() throws Exception {
    FinalErrors equal = FinalErrors.of(new long[] {1, 2}, new double[] {1, 1 + 1e-12});
    Chart chart =
        new FinalErrorChart("f", "MSE", Scale.LINEAR, List.of(new NamedErrors("cell", equal)));
    Set<String> texts = texts(svg(chart));
    long labels = texts.stream().filter(text -> text.matches("[01]\\.\\d+")).count();
    assertTrue(labels >= 3, texts.toString());
  }

  @Test
  void aLongCurveHasAsManyPointsAsAPageShows() {
    List<Point> points = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      points.add(point(i, 1.0 / i));
    }
    Cell cell = new Cell("n = 3", List.of(new Seed(1, points, OptionalLong.empty())));
    LearningCurveChart chart = new LearningCurveChart("long", "MSE", List.of(cell));
    assertEquals(334, chart.data().at("/cells/0/seeds/0/points").size());
    assertTrue(chart.caption().endsWith("Each point is the mean of 3 boxcars."), chart.caption());
  }

  @Test
  void equalChartsAreEqualBytesWhateverWasDrawnBefore() {
    String fresh = new ChartEngine().draw(curves(1, 2)).file();
    assertEquals(fresh, svg(curves(1, 2)));
    assertEquals(fresh, svg(curves(1, 2)));
    assertNotEquals(fresh, svg(curves(1, 1)));
  }

  @Test
  void emptyAndLostCellsAreDrawn() throws Exception {
    LearningCurveChart none = new LearningCurveChart("none", "MSE", List.of());
    assertTrue(texts(svg(none)).contains("iteration"));
    NamedErrors lost = errors("lost", 1, 10);
    for (Chart chart :
        List.of(
            new FinalErrorChart("f", "MSE", Scale.LOG, List.of(lost)),
            new PairedChart("p", "MSE", Scale.LINEAR, lost, lost))) {
      assertTrue(texts(svg(chart)).contains("10 diverged"), chart.title());
    }
    NamedErrors one = new NamedErrors("one", FinalErrors.of(new long[] {1}, new double[] {0}));
    assertTrue(
        captionOf(svg(new FinalErrorChart("f", "MSE", Scale.LOG, List.of(one))))
            .endsWith("1 value below the axis is not shown."));
  }

  @Test
  void dataMayStandInAScriptElement() {
    String json = ChartScript.json(curves(1, 0));
    assertFalse(json.contains("<"));
    assertFalse(ChartScript.library().contains("</script"));
    assertFalse(ChartScript.figures().contains("</script"));
    assertTrue(ChartScript.library().length() < 1_100_000, "the page stays small");
  }
}
