package alrc.core.study;

import alrc.core.codec.FieldType;
import alrc.core.setting.InvalidSettingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a study, or a cell, from its text. */
final class StudyReader {
  private static final List<String> STUDY_FIELDS = List.of("study", "seeds", "overrides");

  private StudyReader() {}

  static Study study(String yaml, String file) {
    Node root = Nodes.compose(yaml, file);
    Place place = new Place(file, "", root.getStartMark().getLine() + 1);
    Map<String, Node> entries = Nodes.mapping(root, place, "a study (a section of fields)");
    List<String> known = new ArrayList<>(STUDY_FIELDS);
    known.addAll(CellSchema.names());
    ValueReader.refuseUnknown(entries, known, place);
    String name = name(entries.get("study"), place);
    Map<String, List<Object>> axes = axes(entries, place);
    List<CellOverride> overrides = overrides(entries.get("overrides"), place);
    List<Cell> cells = cells(axes, overrides, place);
    Seeds seeds = seeds(entries.get("seeds"), cells, place);
    if ((long) cells.size() * seeds.most() > Study.MOST_TRIALS) {
      throw place.error("makes more than " + Study.MOST_TRIALS + " trials");
    }
    return new Study(name, cells, seeds);
  }

  /** Overrides of a study that holds, whose conditions no cell meets. */
  static List<String> unmet(String yaml, String file) {
    Node root = Nodes.compose(yaml, file);
    Place place = new Place(file, "", root.getStartMark().getLine() + 1);
    Map<String, Node> entries = Nodes.mapping(root, place, "a study (a section of fields)");
    Node node = entries.get("overrides");
    List<CellOverride> overrides = overrides(node, place);
    List<String> unmet = new ArrayList<>();
    List<Map<String, Object>> grid = node == null ? List.of() : grid(axes(entries, place), place);
    for (int i = 0; node != null && i < overrides.size(); i++) {
      CellOverride override = overrides.get(i);
      if (grid.stream().noneMatch(override::isMet)) {
        Place at = place.field("overrides", node).entry(i, Nodes.entries(node).get(i));
        String problem = "no cell meets the condition (when), so that nothing is set";
        unmet.add(String.valueOf(at.error(problem).getMessage()));
      }
      grid = grid.stream().map(override::apply).toList();
    }
    return unmet;
  }

  static Cell cell(String json) {
    return cell(Nodes.compose(json, "cell"), new Place("cell", "", 1));
  }

  /** One cell; a list where one value is expected is refused. */
  static Cell cell(Node node, Place place) {
    Map<String, Node> entries = Nodes.mapping(node, place, "a cell (a section of fields)");
    ValueReader.refuseUnknown(entries, CellSchema.names(), place);
    Map<String, Object> values = new LinkedHashMap<>();
    axes(entries, place).forEach((name, all) -> values.put(name, Part.one(all, place)));
    return checked(new Cell(KernelPreset.resolved(values)), place);
  }

  private static String name(@Nullable Node node, Place place) {
    if (node == null) {
      throw place.error("study is missing; it must be given, a name for people");
    }
    Place at = place.field("study", node);
    Object name = ValueReader.value(node, FieldType.TEXT, at);
    if (name.toString().isBlank() || name.toString().chars().anyMatch(Character::isISOControl)) {
      throw at.error(Nodes.describe(node) + " must be a name of one line");
    }
    return name.toString();
  }

  private static Map<String, List<Object>> axes(Map<String, Node> entries, Place place) {
    Map<String, List<Object>> axes = new LinkedHashMap<>();
    for (Part part : CellSchema.parts()) {
      Node node = entries.get(part.name());
      Place at = node == null ? place : place.field(part.name(), node);
      axes.put(part.name(), part.alternatives(node, at));
    }
    return axes;
  }

  private static List<CellOverride> overrides(@Nullable Node node, Place place) {
    List<CellOverride> overrides = new ArrayList<>();
    if (node == null) {
      return overrides;
    }
    Place at = place.field("overrides", node);
    if (!Nodes.isList(node)) {
      throw at.error(Nodes.describe(node) + " must be a list of sections with when and set");
    }
    for (Node entry : Nodes.entries(node)) {
      overrides.add(CellOverride.read(entry, at.entry(overrides.size(), entry)));
    }
    return overrides;
  }

  private static List<Cell> cells(
      Map<String, List<Object>> axes, List<CellOverride> overrides, Place place) {
    Set<Map<String, Object>> distinct = new LinkedHashSet<>();
    for (Map<String, Object> point : grid(axes, place)) {
      Map<String, Object> cell = point;
      for (CellOverride override : overrides) {
        cell = override.apply(cell);
      }
      distinct.add(KernelPreset.resolved(cell));
    }
    return distinct.stream().map(cell -> checked(new Cell(cell), place)).toList();
  }

  private static List<Map<String, Object>> grid(Map<String, List<Object>> axes, Place place) {
    List<Map<String, Object>> grid = List.of(new LinkedHashMap<>());
    for (Map.Entry<String, List<Object>> axis : axes.entrySet()) {
      grid = ValueReader.product(grid, axis.getKey(), axis.getValue(), place);
    }
    return grid;
  }

  /** What no section can see alone: whether model and data, optimizer and β1 go together. */
  private static Cell checked(Cell cell, Place place) {
    refuseUnfit(cell, place);
    try {
      GradientChain.check(cell);
      return cell;
    } catch (InvalidSettingException e) {
      throw place.setting(e.name(), null).error(e.problem());
    }
  }

  private static void refuseUnfit(Cell cell, Place place) {
    try {
      cell.trainingData();
    } catch (InvalidSettingException unfit) {
      throw place.error(
          "data.%s: %s (data.kind %s, model.kind %s)"
              .formatted(unfit.name(), unfit.problem(), cell.columns().dataKind(), cell.model()));
    }
  }

  private static Seeds seeds(@Nullable Node node, List<Cell> cells, Place place) {
    Seeds seeds = SeedsReader.read(node, place);
    if (node != null && seeds instanceof Seeds.UntilDecided && Comparison.among(cells).isEmpty()) {
      throw place
          .field("seeds", node)
          .error(
              "until decided needs a cell whose rule has deviations, and beside it the one that is"
                  + " equal but for deviations .inf (or rule none)");
    }
    return seeds;
  }
}
