package alrc.jobs.figure;

import alrc.jobs.results.CellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Cells that are drawn in one chart: their errors have one unit.
 *
 * @param unit of their errors
 * @param cells in the order of the grid
 * @param axes in which the cells of the study differ
 * @param words for their values
 */
record Panel(String unit, List<CellResult> cells, List<String> axes, FigureWords words) {
  private static final int LONGEST_SLUG = 48;

  Panel {
    cells = List.copyOf(cells);
    axes = List.copyOf(axes);
  }

  /** The same with other cells. */
  Panel with(List<CellResult> others) {
    return new Panel(unit, others, axes, words);
  }

  /** What all its cells have and others do not, such as {@code quartic, batch 4}; may be empty. */
  String qualifier() {
    return cells.isEmpty()
        ? ""
        : words(cells.get(0), axes.stream().filter(a -> !varies(a)).toList());
  }

  /** A title, such as {@code Learning curves: quartic, batch 4}. */
  String title(String what) {
    return qualifier().isEmpty() ? what : what + ": " + qualifier();
  }

  /** What sets a cell apart from the others of the panel. */
  String name(CellResult cell) {
    List<String> varying = axes.stream().filter(this::varies).toList();
    String name = words(cell, varying.isEmpty() ? axes : varying);
    return name.isEmpty() ? "all seeds" : name;
  }

  /** A file's name without its ending, such as {@code curves-quartic-batch-4}. */
  String slug(String what) {
    String slug =
        (what + " " + qualifier().replace("∞", "inf"))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9.]+", "-")
            .replaceAll("^[-.]+|[-.]+$", "");
    return slug.substring(0, Math.min(slug.length(), LONGEST_SLUG));
  }

  private boolean varies(String axis) {
    return cells.stream().map(cell -> value(cell, axis)).distinct().count() > 1;
  }

  private static String value(CellResult cell, String axis) {
    return Objects.toString(cell.settings().get(axis));
  }

  private String words(CellResult cell, List<String> named) {
    List<String> texts = new ArrayList<>();
    for (String axis : named) {
      if (cell.settings().get(axis) != null) {
        String value = words.value().apply(cell.settings().get(axis));
        texts.add(
            switch (axis) {
              case "deviations" -> "n = " + value;
              case "loss", "rule", "optimizer", "schedule", "model" -> value;
              default -> axis.replace('_', ' ') + " " + value;
            });
      }
    }
    return texts.stream().distinct().collect(Collectors.joining(", "));
  }
}
