package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import alrc.core.study.Study;
import alrc.core.study.StudySchema;
import alrc.stem.transform.BuiltInRecipes;
import alrc.stem.transform.RecipeKinds;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The files in {@code docs/schema} follow from the records of settings, and agree with the presets;
 * {@code -Dalrc.write=true} writes them.
 */
class SchemaTest {
  private static final Path ROOT = Path.of(System.getProperty("alrc.root"));
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @Test
  void committedSchemasAreThoseOfTheRecords() throws IOException {
    committed("study.schema.json", StudySchema.of(SchemaTest::description));
    committed("recipe.schema.json", RecipeKinds.schema(SchemaTest::description));
  }

  private static void committed(String name, Map<String, Object> schema) throws IOException {
    Path file = ROOT.resolve("docs/schema").resolve(name);
    String expected = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    if (Boolean.getBoolean("alrc.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertEquals(expected, Files.readString(file), "run this test with -Dalrc.write=true");
  }

  /** The text of {@code @param} in the Javadoc of the component's record. */
  private static String description(RecordComponent component) {
    Class<?> record = component.getDeclaringRecord();
    Class<?> outer = record;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    String source = source(outer.getName().replace('.', '/') + ".java");
    Matcher declaration =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:public )?record "
                    + record.getSimpleName()
                    + "\\(",
                Pattern.DOTALL)
            .matcher(source);
    return declaration.find() ? parameter(component.getName(), declaration.group(1)) : "";
  }

  private static String parameter(String name, String javadoc) {
    Matcher parameter =
        Pattern.compile("@param " + name + "\\s((?:(?!\\n\\s*\\*\\s*@).)*)", Pattern.DOTALL)
            .matcher(javadoc);
    return parameter.find()
        ? parameter
            .group(1)
            .replaceAll("\\s*\\n\\s*\\*\\s*", " ")
            .replaceAll("\\{@\\w+ ([^}]*)\\}", "$1")
            .replace("&gt;", ">")
            .replace("&lt;", "<")
            .strip()
        : "";
  }

  private static String source(String path) {
    try {
      for (String module : List.of("alrc-core", "stem-data")) {
        Path file = ROOT.resolve(module).resolve("src/main/java").resolve(path);
        if (Files.exists(file)) {
          return Files.readString(file);
        }
      }
      return "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<ValidationMessage> mistakes(String schema, String yaml) throws IOException {
    JsonNode node = JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(ROOT.resolve("docs/schema").resolve(schema)));
    return validator.validate(node);
  }

  @Test
  void everyPresetAgreesWithItsSchema() throws IOException {
    for (String name : Study.presetNames()) {
      assertEquals(Set.of(), mistakes("study.schema.json", Study.presetText(name)), name);
    }
    for (String name : BuiltInRecipes.NAMES) {
      assertEquals(Set.of(), mistakes("recipe.schema.json", BuiltInRecipes.text(name)), name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bach: 4",
        "batch: 0",
        "batch: many",
        "loss: quartc",
        "loss: {kind: squared, scal: 1}",
        "rule: {kind: alrc, moments: rew}",
        "rule: {deviations: 3}",
        "optimizer: {kind: sgd, beta1: 0.9}",
        "schedule: {kind: cosine}",
        "seeds: {start: 10, until: later, at-most: 50}",
        "summary: {last: 0}"
      })
  void aMistakeIsSeen(String line) throws IOException {
    String study = "study: s\ndata: synthetic\n" + line + "\n";
    assertFalse(mistakes("study.schema.json", study).isEmpty(), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "batch: [1, 4]",
        "loss: [squared, {kind: power, power: [2, 3]}]",
        "rule: {kind: alrc, deviations: [2, .inf], start: {mean: 1, square: 4}}",
        "rule: {kind: chain, rules: [huber, {kind: alrc, decays: [0.9, 0.99]}]}",
        "gradient: [[], cprop, [{kind: value, limit: 1}, zclip]]",
        "optimizer: {kind: [adam, sgd], rate: 0.1}",
        "schedule: {kind: piecewise, at: [[5], [6]], rates: [1, 2]}",
        "seeds: [1, 2]",
        "seeds: {start: 10, until: decided, at-most: 50}",
        "overrides: [{when: {batch: 1}, set: {iterations: 7}}]"
      })
  void whatTheReaderAcceptsIsAccepted(String line) throws IOException {
    String study = "study: s\ndata: synthetic\n" + line + "\n";
    assertEquals(Set.of(), mistakes("study.schema.json", study), line);
  }
}
