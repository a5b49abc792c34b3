package alrc.jobs.cli;

import alrc.core.study.Cell;
import alrc.jobs.ledger.SettingColumns;
import alrc.jobs.report.value.Labels;
import alrc.settings.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The cells of a study as lines of text: the settings in which they differ, and a table. */
final class PlannedCells {
  /** Rows of the table; a longer one says how many are left out. */
  static final int MOST = 40;

  private static final int MOST_VALUES = 10;

  /** It follows from model, width and batch unless the study sets it. */
  private static final String FORM = "kernel_form";

  private final Map<String, Set<String>> values = new LinkedHashMap<>();
  private final List<Map<String, String>> rows = new ArrayList<>();
  private final int cells;

  /**
   * The cells with their numbers of trials.
   *
   * @param asked in the order of the grid
   */
  PlannedCells(Map<Cell, Integer> asked) {
    cells = asked.size();
    List<Map<String, Object>> settings = asked.keySet().stream().map(SettingColumns::row).toList();
    Set<String> names = new LinkedHashSet<>();
    settings.forEach(row -> names.addAll(row.keySet()));
    names.remove(FORM);
    for (String name : names) {
      Set<String> distinct = new LinkedHashSet<>();
      settings.forEach(row -> distinct.add(Labels.value(row.get(name))));
      if (distinct.size() > 1) {
        values.put(name, distinct);
      }
    }
    List<Integer> trials = List.copyOf(asked.values());
    boolean equal = trials.stream().distinct().count() == 1;
    for (int i = 0; i < Math.min(cells, MOST); i++) {
      Map<String, String> row = new LinkedHashMap<>();
      for (String name : values.keySet()) {
        row.put(name, Node.cut(Labels.value(settings.get(i).get(name))));
      }
      if (!equal) {
        row.put("trials", String.valueOf(trials.get(i)));
      }
      rows.add(row);
    }
  }

  /** One line per axis, then the table; nothing for a single cell. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (cells == 1) {
      return lines;
    }
    values.forEach((name, all) -> lines.add(name + ": " + listed(all)));
    List<String> names = List.copyOf(rows.get(0).keySet());
    lines.add("");
    lines.add(line(names, names));
    rows.forEach(row -> lines.add(line(names, List.copyOf(row.values()))));
    if (cells > rows.size()) {
      lines.add("  … and " + (cells - rows.size()) + " more");
    }
    return lines;
  }

  private static String listed(Set<String> all) {
    String some = all.stream().limit(MOST_VALUES).map(Node::cut).collect(Collectors.joining(", "));
    return all.size() > MOST_VALUES ? some + ", … (" + all.size() + " values)" : some;
  }

  private String line(List<String> names, List<String> texts) {
    StringBuilder line = new StringBuilder(" ");
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      int width =
          rows.stream().mapToInt(row -> row.getOrDefault(name, "").length()).max().orElse(0);
      int padding = Math.max(width, name.length()) - texts.get(i).length();
      line.append(' ').append(texts.get(i)).append(" ".repeat(padding + 1));
    }
    return line.toString().stripTrailing();
  }
}
