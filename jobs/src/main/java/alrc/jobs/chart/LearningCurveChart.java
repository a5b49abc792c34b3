package alrc.jobs.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Learning curves: of each cell the mean over its seeds with its 95 % interval (Student's t), every
 * seed as a thin line, and a cross where a trial diverged. The mean ends at the first divergence:
 * from there on it would be a mean of the survivors.
 *
 * @param title in words
 * @param unit of the errors, for example "mean squared error"
 * @param cells in the order of the legend
 */
public record LearningCurveChart(String title, String unit, List<Cell> cells) implements Chart {
  public LearningCurveChart {
    cells = List.copyOf(cells);
  }

  /** One cell; its name stands in the legend. */
  public record Cell(String name, List<Seed> seeds) {
    public Cell {
      seeds = List.copyOf(seeds);
    }
  }

  /**
   * One trial.
   *
   * @param seed its seed
   * @param points its course, by rising iteration
   * @param divergedAt the iteration at which its loss was not finite any more
   */
  public record Seed(long seed, List<Point> points, OptionalLong divergedAt) {
    public Seed {
      points = List.copyOf(points);
    }
  }

  /** An error at an iteration. */
  public record Point(long iteration, double error) {}

  @Override
  public ObjectNode data() {
    ErrorRange range =
        ErrorRange.of(
            Scale.LOG,
            errors(seed -> seed.divergedAt().isEmpty()),
            errors(seed -> seed.divergedAt().isPresent()));
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("kind", "curves").put("unit", unit);
    boolean diverged =
        cells.stream()
            .flatMap(cell -> cell.seeds().stream())
            .anyMatch(seed -> seed.divergedAt().isPresent());
    String marks = diverged ? "; × diverged" : "";
    data.put("note", "mean, 95 % interval, each seed" + marks + range.leftOut());
    data.put("last", last());
    data.set("range", range.data());
    ArrayNode names = data.putArray("names");
    ArrayNode list = data.putArray("cells");
    for (Cell cell : cells) {
      names.add(cell.name());
      list.add(data(cell));
    }
    return data;
  }

  private double[] errors(Predicate<Seed> wanted) {
    return cells.stream()
        .flatMap(cell -> cell.seeds().stream())
        .filter(wanted)
        .flatMap(seed -> seed.points().stream())
        .mapToDouble(Point::error)
        .toArray();
  }

  private long last() {
    return cells.stream()
        .flatMap(cell -> cell.seeds().stream())
        .flatMap(seed -> seed.points().stream())
        .mapToLong(Point::iteration)
        .max()
        .orElse(1);
  }

  private static ObjectNode data(Cell cell) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("name", cell.name());
    ArrayNode seeds = data.putArray("seeds");
    ArrayNode diverged = data.putArray("diverged");
    for (Seed seed : cell.seeds()) {
      ArrayNode points = seeds.addObject().put("seed", seed.seed()).putArray("points");
      seed.points().stream()
          .filter(point -> Double.isFinite(point.error()) && point.error() > 0)
          .forEach(point -> points.addArray().add(point.iteration()).add(point.error()));
      seed.divergedAt().ifPresent(at -> diverged.addArray().add(at).add(seed.seed()));
    }
    data.set("mean", SeedMean.of(cell.seeds()));
    return data;
  }
}
