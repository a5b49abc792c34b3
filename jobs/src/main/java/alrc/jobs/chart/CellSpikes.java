package alrc.jobs.chart;

import alrc.core.record.Spike;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The clipped losses of a cell that its trials list: the worst ones.
 *
 * @param name of the cell
 * @param bySeed what each seed lists
 */
public record CellSpikes(String name, SortedMap<Long, List<Spike>> bySeed) {
  /** Drawn of a cell, at most: more would hide each other. */
  private static final int MOST = 200;

  public CellSpikes {
    bySeed = new TreeMap<>(bySeed);
  }

  /** A clipped loss and its trial's seed. */
  record OfSeed(long seed, Spike spike) {
    double factor() {
      return Math.abs(Math.log(spike.loss() / spike.limit()));
    }
  }

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return finite().findAny().isEmpty();
  }

  /** Those that are drawn: the furthest from their limits. */
  List<OfSeed> drawn() {
    return finite()
        .sorted(Comparator.comparingDouble(OfSeed::factor).reversed())
        .limit(MOST)
        .toList();
  }

  private Stream<OfSeed> finite() {
    return bySeed.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(spike -> new OfSeed(entry.getKey(), spike)))
        .filter(of -> of.spike().loss() > 0 && of.spike().limit() > 0)
        .filter(of -> Double.isFinite(of.spike().loss()) && Double.isFinite(of.spike().limit()));
  }

  /** What the points of some cells are, for a caption. */
  static String caption(List<CellSpikes> cells) {
    boolean all = cells.stream().allMatch(cell -> cell.finite().count() <= MOST);
    return all
        ? "The points are the largest clipped losses that each trial records."
        : "The points are the clipped losses furthest from their limits, at most "
            + MOST
            + " per cell.";
  }

  /** Rows of iteration, loss, limit, seed and example. */
  static ObjectNode data(String kind, String unit, List<CellSpikes> cells) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("kind", kind).put("unit", unit);
    ArrayNode names = data.putArray("names");
    ArrayNode list = data.putArray("cells");
    for (CellSpikes cell : cells) {
      names.add(cell.name());
      ArrayNode points = list.addObject().put("name", cell.name()).putArray("points");
      for (OfSeed of : cell.drawn()) {
        points
            .addArray()
            .add(of.spike().iteration())
            .add(Rounded.six(of.spike().loss()))
            .add(Rounded.six(of.spike().limit()))
            .add(of.seed())
            .add(of.spike().exampleId());
      }
    }
    return data;
  }

  static double[] losses(List<CellSpikes> cells) {
    return cells.stream()
        .flatMap(cell -> cell.drawn().stream())
        .mapToDouble(of -> of.spike().loss())
        .toArray();
  }

  static double[] limits(List<CellSpikes> cells) {
    return cells.stream()
        .flatMap(cell -> cell.drawn().stream())
        .mapToDouble(of -> of.spike().limit())
        .toArray();
  }
}
