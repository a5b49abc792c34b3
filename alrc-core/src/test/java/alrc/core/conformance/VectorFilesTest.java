package alrc.core.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.DataType;
import alrc.core.gradient.GradientRule;
import alrc.core.lossrule.LossRule;
import alrc.core.optimizer.Optimizer;
import alrc.core.state.ParameterLayout;
import alrc.core.study.Cell;
import alrc.core.study.KindText;
import alrc.core.study.Samples;
import alrc.settings.Kinds;
import alrc.settings.SettingsWriter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The published vectors in {@code docs/conformance} are those of the references; {@code
 * -Dalrc.write=true} writes them.
 */
class VectorFilesTest {
  private static final Path FOLDER = Path.of("..", "docs", "conformance");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The files by name. */
  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    files.put("inputs.json", inputs());
    for (Cases.Case one : Cases.all()) {
      files.put(one.name() + ".json", vector(one));
    }
    for (LossCases.Case one : LossCases.all()) {
      files.put(one.name() + ".json", lossVector(one));
    }
    return files;
  }

  private static String inputs() {
    List<String> tensors = new ArrayList<>();
    for (ParameterLayout.Parameter p : Inputs.layout(DataType.FLOAT64).parameters()) {
      String shape = Arrays.toString(p.shape().getShape());
      tensors.add("{\"name\": \"" + p.name() + "\", \"shape\": " + shape + "}");
    }
    return "{\n\"tensors\": ["
        + String.join(", ", tensors)
        + "],\n\"parameters\": "
        + Arrays.toString(Inputs.parameters())
        + ",\n\"gradients\": "
        + rows(Inputs.gradients(), VectorFilesTest::shortest)
        + ",\n\"losses\": "
        + rows(Inputs.losses(), VectorFilesTest::shortest)
        + "\n}\n";
  }

  private static String vector(Cases.Case one) throws IOException {
    KindText text = new KindText(kind(one));
    Cell cell = ConformanceTest.cell(one);
    Map<String, Object> settings = cell.tree(SettingsWriter.Form.FULL);
    return "{\n\"kind\": "
        + JSON.writeValueAsString(one.kind())
        + ",\n\"formula\": "
        + JSON.writeValueAsString(text.markdown().strip())
        + ",\n\"gradient\": "
        + JSON.writeValueAsString(settings.getOrDefault("gradient", List.of()))
        + ",\n\"optimizer\": "
        + JSON.writeValueAsString(settings.get("optimizer"))
        + (one.examples() == 1 ? "" : ",\n\"examples\": " + one.examples())
        + ",\n\"updates\": "
        + rows(ConformanceTest.expected(one), VectorFilesTest::exact)
        + "\n}\n";
  }

  private static String lossVector(LossCases.Case one) throws IOException {
    KindText text = new KindText(kind(LossRule.class, one.kind()));
    Map<String, Object> settings = LossConformanceTest.cell(one).tree(SettingsWriter.Form.FULL);
    List<LossReference.Decision> steps = LossConformanceTest.expected(one);
    return "{\n\"kind\": "
        + JSON.writeValueAsString(one.kind())
        + ",\n\"formula\": "
        + JSON.writeValueAsString(text.markdown().strip())
        + ",\n\"rule\": "
        + JSON.writeValueAsString(settings.get("rule"))
        + ",\n\"factors\": "
        + rows(
            steps.stream().map(LossReference.Decision::factors).toArray(double[][]::new),
            VectorFilesTest::exact)
        + ",\n\"limits\": "
        + list(
            steps, step -> step.limit() < Double.POSITIVE_INFINITY ? exact(step.limit()) : "null")
        + ",\n\"applied\": "
        + list(steps, step -> String.valueOf(step.applied()))
        + ",\n\"scales\": "
        + list(steps, step -> exact(step.scale()))
        + "\n}\n";
  }

  private static String list(
      List<LossReference.Decision> steps, Function<LossReference.Decision, String> value) {
    return steps.stream().map(value).collect(Collectors.joining(",", "[", "]"));
  }

  private static Kinds.Kind kind(Cases.Case one) {
    return kind(one.gradient().isEmpty() ? Optimizer.class : GradientRule.class, one.kind());
  }

  private static Kinds.Kind kind(Class<?> point, String name) {
    return Samples.kinds(point).stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private interface Format {
    String of(double value);
  }

  private static String shortest(double value) {
    return Double.toString(value);
  }

  private static String exact(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(11));
    return value == 0 ? "0" : rounded.stripTrailingZeros().toString();
  }

  private static String rows(double[][] values, Format format) {
    return Arrays.stream(values)
        .map(
            row ->
                Arrays.stream(row).mapToObj(format::of).collect(Collectors.joining(",", "[", "]")))
        .collect(Collectors.joining(",\n", "[\n", "\n]"));
  }

  @TestFactory
  Stream<DynamicTest> committedFilesAreThoseOfTheReferences() throws IOException {
    Map<String, String> files = files();
    if (Boolean.getBoolean("alrc.write")) {
      Files.createDirectories(FOLDER);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
      }
    }
    return files.entrySet().stream()
        .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> same(file)));
  }

  /** Numbers may differ in their last digits between processors; all else may not. */
  private static void same(Map.Entry<String, String> file) throws IOException {
    JsonNode expected = JSON.readTree(file.getValue());
    JsonNode found = JSON.readTree(FOLDER.resolve(file.getKey()).toFile());
    same(file.getKey(), expected, found);
  }

  private static void same(String at, JsonNode expected, JsonNode found) {
    if (expected.isNumber()) {
      double value = expected.asDouble();
      assertEquals(value, found.asDouble(), 1e-10 * Math.max(1e-3, Math.abs(value)), at);
    } else if (expected.isArray()) {
      assertEquals(expected.size(), found.size(), at);
      for (int i = 0; i < expected.size(); i++) {
        same(at + "[" + i + "]", expected.get(i), found.get(i));
      }
    } else {
      assertEquals(expected, found, at + ": run this test with -Dalrc.write=true");
    }
  }

  @Test
  void theFilesAreSmallAndNoneIsLeftOver() throws IOException {
    Map<String, String> files = files();
    long bytes = 0;
    try (Stream<Path> found = Files.list(FOLDER)) {
      for (Path file : found.toList()) {
        String name = file.getFileName().toString();
        bytes += Files.size(file);
        assertTrue(files.containsKey(name) || name.equals("README.md"), name + " is left over");
      }
    }
    assertTrue(bytes < 300_000, bytes + " bytes");
  }
}
