package alrc.core.study;

import alrc.settings.JsonSchema;
import alrc.settings.JsonSchema.Axes;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The JSON Schema of a study's file. */
public final class StudySchema {
  private static final String TYPE = "type";

  private StudySchema() {}

  /**
   * The schema as maps, lists and plain values.
   *
   * @param descriptions what a component means
   */
  public static Map<String, Object> of(Function<RecordComponent, String> descriptions) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("study", Map.of("description", "A name of one line, for people.", TYPE, "string"));
    more.put("seeds", seeds());
    more.put("overrides", overrides());
    more.put("exclude", exclusions());
    return new JsonSchema(StudyKinds.ALL, Axes.LISTS, descriptions)
        .of(Cell.class, "A study of alrc", more, List.of("study"));
  }

  private static Map<String, Object> seeds() {
    Map<String, Object> whole = Map.of(TYPE, "integer", "minimum", 0);
    Map<String, Object> count = Map.of(TYPE, "integer", "minimum", 1);
    Map<String, Object> range = section(List.of("from", "to"), Map.of("from", whole, "to", whole));
    Map<String, Object> decided =
        section(
            List.of("start", "until", "at-most"),
            Map.of(
                "start", count,
                "until", Map.of("const", "decided"),
                "at-most", count,
                "step", count,
                "level", Map.of(TYPE, "number")));
    Map<String, Object> list = Map.of(TYPE, "array", "items", whole);
    return Map.of(
        "description",
        "How many seeds, a list of them, a range, or more of them until comparisons are decided.",
        "anyOf",
        List.of(count, list, range, decided));
  }

  private static Map<String, Object> section(List<String> required, Map<String, Object> fields) {
    return Map.of(
        TYPE, "object", "properties", fields, "required", required, "additionalProperties", false);
  }

  private static Map<String, Object> overrides() {
    Map<String, Object> section = Map.of(TYPE, "object");
    return Map.of(
        "description",
        "Settings that apply only to some cells.",
        TYPE,
        "array",
        "items",
        section(List.of("when", "set"), Map.of("when", section, "set", section)));
  }

  private static Map<String, Object> exclusions() {
    return Map.of(
        "description",
        "Conditions as in overrides: when; cells that meet all fields of one are left out.",
        TYPE,
        "array",
        "items",
        Map.of(TYPE, "object"));
  }
}
