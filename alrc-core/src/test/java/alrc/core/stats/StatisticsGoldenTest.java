package alrc.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import alrc.core.SharedData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Estimators and tests against SciPy's answers. */
class StatisticsGoldenTest {
  private static final double TOLERANCE = 1e-9;

  @TestFactory
  Stream<DynamicTest> answers() throws IOException {
    try (Stream<Path> files = Files.list(SharedData.golden("statistics"))) {
      List<Path> json = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertFalse(json.isEmpty(), "no *.json in the folder of golden statistics");
      return json.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    JsonNode golden = new ObjectMapper().readTree(file.toFile());
    if (golden.has("adjusted")) {
      double[] adjusted = Holm.adjusted(numbers(golden.get("p")));
      assertArrayEquals(numbers(golden.get("adjusted")), adjusted, TOLERANCE);
      return;
    }
    double[][] samples = {numbers(golden.get("a")), numbers(golden.get("b"))};
    for (int i = 0; i < 2; i++) {
      Summary summary = Summary.of(samples[i]);
      near(golden.at("/mean/" + i), summary.mean());
      near(golden.at("/sd/" + i), summary.sd());
      near(golden.at("/median/" + i), Quantile.median(samples[i]));
      near(golden.at("/iqm/" + i), InterquartileMean.of(samples[i]));
      Interval interval = MeanInterval.of(0.95, samples[i]);
      near(golden.at("/t95/" + i + "/0"), interval.low());
      near(golden.at("/t95/" + i + "/1"), interval.high());
    }
    compare(golden, samples[0], samples[1]);
    asTheReportHasThem(golden, samples);
  }

  /** The same numbers by the records that the report reads. */
  private static void asTheReportHasThem(JsonNode golden, double[][] samples) {
    Bootstrap bootstrap = new Bootstrap(1, 100);
    FinalErrors[] cells = new FinalErrors[2];
    for (int i = 0; i < 2; i++) {
      cells[i] =
          FinalErrors.of(
              IntStream.range(0, samples[i].length).asLongStream().toArray(), samples[i]);
      CellStatistics cell = CellStatistics.of(cells[i], 0.95, bootstrap);
      near(golden.at("/mean/" + i), cell.mean().known().orElseThrow().value());
      near(golden.at("/sd/" + i), cell.mean().known().orElseThrow().sd().orElseThrow());
      near(
          golden.at("/t95/" + i + "/1"),
          cell.mean().known().orElseThrow().interval().orElseThrow().high());
      near(golden.at("/median/" + i), cell.median().orElseThrow().value());
      near(golden.at("/iqm/" + i), cell.iqm().orElseThrow().value());
    }
    if (golden.has("paired_t")) {
      PairedComparison pair =
          PairedComparison.of(
              cells[0], cells[1], new PairedComparison.Settings(0.95, 0.01, bootstrap));
      near(golden.at("/paired_t/p"), pair.paired().orElseThrow());
      near(golden.at("/welch/p"), pair.welch().orElseThrow());
      near(golden.at("/mannwhitney/p"), pair.mannWhitney().orElseThrow());
      near(golden.at("/probability_a_below_b"), pair.improvement().orElseThrow().value());
    }
  }

  private static void compare(JsonNode golden, double[] a, double[] b) {
    WelchTest welch = WelchTest.of(a, b);
    near(golden.at("/welch/t"), welch.t());
    near(golden.at("/welch/p"), welch.p());
    MannWhitneyTest ranks = MannWhitneyTest.of(a, b);
    near(golden.at("/mannwhitney/u"), ranks.u());
    near(golden.at("/mannwhitney/p"), ranks.p());
    near(golden.at("/probability_a_below_b"), MannWhitneyTest.probabilityBelow(a, b));
    if (golden.has("paired_t")) {
      PairedTest paired = PairedTest.of(a, b);
      near(golden.at("/paired_t/t"), paired.t());
      near(golden.at("/paired_t/p"), paired.p());
    }
  }

  private static void near(JsonNode expected, double found) {
    double value = expected.asDouble(Double.NaN);
    assertEquals(value, found, TOLERANCE * Math.max(1, Math.abs(value)));
  }

  private static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i).asDouble();
    }
    return numbers;
  }
}
