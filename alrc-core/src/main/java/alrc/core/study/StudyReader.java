package alrc.core.study;

import alrc.settings.Assignment;
import alrc.settings.CanonicalJson;
import alrc.settings.Grid;
import alrc.settings.GridOverride;
import alrc.settings.Node;
import alrc.settings.Range;
import alrc.settings.RepeatedRecords;
import alrc.settings.SettingMistake;
import alrc.settings.SettingsReader;
import alrc.settings.SettingsWriter.Form;
import alrc.settings.YamlText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a study, or a cell, from its text; and writes a study's canonical form. */
final class StudyReader {
  private static final String STUDY = "study";
  private static final String SEEDS = "seeds";
  private static final String OVERRIDES = "overrides";
  private static final String EXCLUDE = "exclude";
  private static final List<String> OWN = List.of(STUDY, SEEDS, OVERRIDES, EXCLUDE);
  private static final String FIELDS = "a section of fields of the study";
  private static final String CELL = "a cell (a section of fields)";
  private static final String CELLS = "cells";
  private static final String EXCLUDED = "excluded";
  private static final String CANONICAL = "study.json";
  private static final Grid<Cell> CANONICAL_CELLS =
      new Grid<>(StudyKinds.ALL, Cell.class, Study.MOST_CELLS);
  private static final Grid<Cell> GRID =
      new Grid<>(StudyKinds.ALL, Cell.class, Study.MOST_CELLS, CellChecks::ofFile);

  private StudyReader() {}

  static Study study(StudyText text) {
    Node.Section root = root(text);
    List<String> known = new ArrayList<>(OWN);
    known.addAll(GRID.names());
    SettingsReader.refuseUnknown(root, known);
    String name = name(root);
    Grid.Expanded<Cell> grid = expanded(root);
    List<Cell> cells = grid.records();
    Seeds seeds = seeds(root, cells);
    if ((long) cells.size() * seeds.most() > Study.MOST_TRIALS) {
      throw root.place().mistake("makes more than " + Study.MOST_TRIALS + " trials");
    }
    return new Study(name, cells, seeds, grid.excluded());
  }

  /** Overrides of a valid study whose conditions no cell meets, a line each. */
  static List<String> unmet(StudyText text) {
    List<String> lines = new ArrayList<>();
    for (GridOverride override : expanded(root(text)).unmet()) {
      String problem = "no cell meets this condition, so the override changes nothing";
      lines.add(String.valueOf(override.when().place().mistake(problem).getMessage()));
    }
    return lines;
  }

  private static Node.Section root(StudyText text) {
    Node root = YamlText.file(text.yaml(), text.fileName());
    return Assignment.all(text.assignments(), root.section("a study (a section of fields)"));
  }

  private static Grid.Expanded<Cell> expanded(Node.Section root) {
    Map<String, Node> fields = new LinkedHashMap<>(root.fields());
    fields.keySet().removeAll(OWN);
    return GRID.expand(new Node.Section(fields, root.place()), overrides(root), exclusions(root));
  }

  static Cell cell(String json) {
    return CANONICAL_CELLS.single(YamlText.read(json, "cell").section(CELL));
  }

  private static String name(Node.Section root) {
    Node node = required(root, STUDY);
    String name = node instanceof Node.Scalar scalar && scalar.isText() ? scalar.text() : "";
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw node.mistake("must be a name of one line");
    }
    return name;
  }

  private static Node required(Node.Section section, String name) {
    Node node = section.fields().get(name);
    if (node == null) {
      throw section.place().mistake(name + " is missing; it must be given");
    }
    return node;
  }

  private static List<GridOverride> overrides(Node.Section root) {
    Node node = root.fields().get(OVERRIDES);
    List<GridOverride> overrides = new ArrayList<>();
    if (node != null) {
      for (Node entry : node.sequence("a list of sections with when and set").entries()) {
        overrides.add(override(entry.section("a section with when and set")));
      }
    }
    return overrides;
  }

  private static List<Node.Section> exclusions(Node.Section root) {
    Node node = root.fields().get(EXCLUDE);
    List<Node.Section> exclusions = new ArrayList<>();
    if (node != null) {
      for (Node entry : node.sequence("a list of sections of fields of the study").entries()) {
        exclusions.add(entry.section(FIELDS));
      }
    }
    return exclusions;
  }

  private static GridOverride override(Node.Section section) {
    SettingsReader.refuseUnknown(section, List.of("when", "set"));
    Node.Section when = required(section, "when").section(FIELDS);
    Node.Section set = required(section, "set").section(FIELDS);
    if (set.fields().isEmpty()) {
      throw set.place().mistake("must change something; name at least one field of the study");
    }
    Node data = set.fields().get("data");
    if (data != null) {
      throw data.place().mistake("no override can change the data; give them a study of their own");
    }
    return new GridOverride(when, set);
  }

  private static Seeds seeds(Node.Section root, List<Cell> cells) {
    @Nullable Node node = root.fields().get(SEEDS);
    if (node == null) {
      return new Seeds.Listed(Seeds.upTo(Study.PRESET_SEEDS));
    }
    Seeds seeds = SeedsReader.read(node);
    if (seeds instanceof Seeds.UntilDecided && Comparison.among(cells).isEmpty()) {
      throw node.place()
          .mistake(
              "until decided needs a cell whose rule has deviations, and beside it the one that is"
                  + " equal but for deviations .inf (or rule none)");
    }
    return seeds;
  }

  /** The canonical form of a study: its name, its seeds, and its cells one by one. */
  static String canonical(Study study) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put(STUDY, study.name());
    form.put(SEEDS, study.seeds().form());
    if (study.excluded() > 0) {
      form.put(EXCLUDED, (long) study.excluded());
    }
    form.put(CELLS, study.cells().stream().map(cell -> CellJson.tree(cell, Form.WHOLE)).toList());
    return CanonicalJson.write(form);
  }

  /** Reads what {@link #canonical} wrote. */
  static Study fromCanonical(String json) {
    try {
      return new ObjectMapper().readTree(json) instanceof ObjectNode object
          ? fromCanonical(object)
          : byLine(json);
    } catch (JsonProcessingException mistake) {
      return byLine(json);
    }
  }

  /** The same. Only a mistake needs the slow way, which knows its line. */
  static Study fromCanonical(ObjectNode json) {
    try {
      return fromJson(json);
    } catch (SettingMistake mistake) {
      return byLine(json.toString());
    }
  }

  private static Study fromJson(ObjectNode whole) {
    ObjectNode object = whole.objectNode().setAll(whole);
    if (!(object.remove(CELLS) instanceof ArrayNode list)) {
      return byLine(whole.toString());
    }
    RepeatedRecords<Cell> reader = new RepeatedRecords<>(StudyKinds.ALL, Cell.class);
    List<Cell> cells = new ArrayList<>();
    list.forEach(cell -> cells.add(reader.read(cell, CANONICAL)));
    Node.Section rest = YamlText.read(object.toString(), CANONICAL).section("a canonical study");
    SettingsReader.refuseUnknown(rest, List.of(STUDY, SEEDS, EXCLUDED));
    return canonical(rest, cells);
  }

  private static Study byLine(String json) {
    Node.Section root = YamlText.read(json, CANONICAL).section("a canonical study");
    SettingsReader.refuseUnknown(root, List.of(STUDY, SEEDS, EXCLUDED, CELLS));
    List<Cell> cells = new ArrayList<>();
    for (Node entry : required(root, CELLS).sequence("a list of cells").entries()) {
      cells.add(CANONICAL_CELLS.single(entry.section(CELL)));
    }
    return canonical(root, cells);
  }

  private static Study canonical(Node.Section root, List<Cell> cells) {
    Seeds seeds = SeedsReader.read(required(root, SEEDS));
    return new Study(name(root), cells, seeds, excluded(root));
  }

  private record Excluded(@Range(least = 0) int excluded) {}

  private static int excluded(Node.Section root) {
    Node count = root.fields().get(EXCLUDED);
    Map<String, Node> field = count == null ? Map.of() : Map.of(EXCLUDED, count);
    return count == null
        ? 0
        : new SettingsReader(StudyKinds.ALL)
            .read(new Node.Section(field, root.place()), Excluded.class)
            .excluded();
  }
}
