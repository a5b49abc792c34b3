package alrc.jobs.figure;

import alrc.core.stats.Quantile;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.Compared;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which cells are drawn together. Cells of one unit share a chart where it can show all of them;
 * otherwise a chart has a baseline and the cells that are compared with it. Of a large study the
 * charts with the lowest errors are drawn.
 */
final class Panels {
  /** As many lines as differ by colour and dash. */
  private static final int LINES = 7;

  private static final int CHARTS = 8;
  private static final int LARGE = 64;
  private static final int CHARTS_OF_LARGE = 4;

  private final List<CellResult> cells;
  private final List<Panel> panels;

  Panels(StudyResults results, FigureWords words) {
    cells = results.cells();
    Map<String, List<CellResult>> byUnit = new LinkedHashMap<>();
    cells.forEach(
        cell ->
            byUnit.computeIfAbsent(words.unit().apply(cell), key -> new ArrayList<>()).add(cell));
    List<String> axes = results.axes();
    List<Panel> all = new ArrayList<>();
    IdentityHashMap<CellResult, Double> order = new IdentityHashMap<>();
    cells.forEach(cell -> order.put(cell, error(cell)));
    byUnit.forEach(
        (unit, same) ->
            families(same, results.compared(), order)
                .forEach(family -> all.add(new Panel(unit, family, axes, words))));
    panels = chosen(all, cells.size() > LARGE ? CHARTS_OF_LARGE : CHARTS, order);
  }

  /** The panels, in the order of the grid; in each the baseline is the first cell. */
  List<Panel> all() {
    return panels;
  }

  /** What is not drawn, as a sentence; empty where everything is. */
  String leftOut() {
    int drawn =
        identities(panels.stream().flatMap(panel -> panel.cells().stream()).toList()).size();
    return drawn == cells.size()
        ? ""
        : String.format(
            Locale.ROOT,
            "%d of %d cells are drawn: those with the lowest median final error of their loss, with"
                + " the cells that they are compared with. To draw others, give --where"
                + " FIELD=VALUE.",
            drawn,
            cells.size());
  }

  private static List<List<CellResult>> families(
      List<CellResult> same, List<Compared> compared, IdentityHashMap<CellResult, Double> order) {
    if (same.size() <= LINES) {
      Set<CellResult> baselines = identities(compared.stream().map(Compared::baseline).toList());
      return List.of(first(same, baselines));
    }
    IdentityHashMap<CellResult, Integer> places = new IdentityHashMap<>();
    same.forEach(cell -> places.put(cell, places.size()));
    Set<CellResult> inUnit = places.keySet();
    Set<CellResult> placed = identities(List.of());
    IdentityHashMap<CellResult, List<CellResult>> byBaseline = new IdentityHashMap<>();
    for (Compared pair : compared) {
      if (inUnit.contains(pair.cell()) && inUnit.contains(pair.baseline())) {
        byBaseline.computeIfAbsent(pair.baseline(), key -> new ArrayList<>()).add(pair.cell());
        placed.addAll(List.of(pair.cell(), pair.baseline()));
      }
    }
    List<List<CellResult>> families = new ArrayList<>();
    for (CellResult baseline : same) {
      List<CellResult> others = byBaseline.get(baseline);
      if (others != null) {
        Set<CellResult> drawn = best(others, LINES - 1, order);
        drawn.add(baseline);
        families.add(
            first(
                drawn.stream().sorted(Comparator.comparing(places::get)).toList(),
                identities(List.of(baseline))));
      }
    }
    List<CellResult> rest = same.stream().filter(cell -> !placed.contains(cell)).toList();
    if (!rest.isEmpty()) {
      families.add(rest.stream().filter(best(rest, LINES, order)::contains).toList());
    }
    return families;
  }

  /** Some of the cells first: a baseline is the solid line, the others are dashed over it. */
  private static List<CellResult> first(List<CellResult> cells, Set<CellResult> some) {
    return Stream.concat(
            cells.stream().filter(some::contains), cells.stream().filter(c -> !some.contains(c)))
        .toList();
  }

  private static Set<CellResult> best(
      List<CellResult> of, int most, IdentityHashMap<CellResult, Double> order) {
    return identities(of.stream().sorted(Comparator.comparing(order::get)).limit(most).toList());
  }

  /** Cells and panels are large values: they are compared by identity here. */
  private static <T> Set<T> identities(List<T> of) {
    Set<T> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(of);
    return set;
  }

  /** The panels with the lowest errors, those of different units by turns. */
  private static List<Panel> chosen(
      List<Panel> all, int most, IdentityHashMap<CellResult, Double> order) {
    if (all.size() <= most) {
      return List.copyOf(all);
    }
    Map<String, List<Panel>> byUnit = new LinkedHashMap<>();
    all.stream()
        .sorted(Comparator.comparing(panel -> lowest(panel, order)))
        .forEach(
            panel -> byUnit.computeIfAbsent(panel.unit(), key -> new ArrayList<>()).add(panel));
    Set<Panel> picked = identities(List.of());
    for (int round = 0; picked.size() < most; round++) {
      for (List<Panel> panels : byUnit.values()) {
        if (round < panels.size() && picked.size() < most) {
          picked.add(panels.get(round));
        }
      }
    }
    return all.stream().filter(picked::contains).toList();
  }

  private static double lowest(Panel panel, IdentityHashMap<CellResult, Double> order) {
    return panel.cells().stream()
        .mapToDouble(cell -> order.getOrDefault(cell, Double.POSITIVE_INFINITY))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** The median final error; cells without a finished trial come last. */
  private static double error(CellResult cell) {
    double[] errors = cell.finalErrors().values();
    return errors.length == 0 ? Double.POSITIVE_INFINITY : Quantile.median(errors);
  }
}
