package alrc.jobs.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Learning curves: of each cell the mean over its seeds with its 95 % interval (Student's t), every
 * seed as a thin line, and a cross where a trial diverged. The mean ends at the first divergence:
 * from there on it would be a mean of the survivors. Below it is the fraction of the losses that
 * were clipped, where any was.
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

    Cell merged(int boxcars) {
      return new Cell(
          name,
          seeds.stream()
              .map(
                  seed ->
                      new Seed(
                          seed.seed(),
                          CurvePoints.merge(seed.points(), boxcars),
                          seed.divergedAt()))
              .toList());
    }

    long diverged() {
      return seeds.stream().filter(seed -> seed.divergedAt().isPresent()).count();
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

    private Stream<Point> drawn() {
      return points.stream().filter(point -> Double.isFinite(point.error()) && point.error() > 0);
    }
  }

  /**
   * The mean over a boxcar of iterations.
   *
   * @param iteration its last iteration
   * @param error in the unit of the chart
   * @param clipped the fraction of its losses that were clipped, 0 … 1
   */
  public record Point(long iteration, double error, double clipped) {}

  @Override
  public String caption() {
    return CurveCaption.of(this);
  }

  @Override
  public ObjectNode data() {
    ErrorRange range = range();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("kind", "curves").put("unit", unit).put("last", last());
    data.set("range", range.data());
    ArrayNode names = data.putArray("names");
    ArrayNode list = data.putArray("cells");
    int boxcars = CurvePoints.merged(cells);
    for (Cell cell : cells) {
      names.add(cell.name());
      list.add(data(cell.merged(boxcars), range));
    }
    return data;
  }

  ErrorRange range() {
    return ErrorRange.of(
        Scale.LOG,
        errors(seed -> seed.divergedAt().isEmpty()),
        errors(seed -> seed.divergedAt().isPresent()));
  }

  private double[] errors(Predicate<Seed> wanted) {
    int boxcars = CurvePoints.merged(cells);
    return cells.stream()
        .flatMap(cell -> cell.merged(boxcars).seeds().stream())
        .filter(wanted)
        .flatMap(seed -> seed.points().stream())
        .mapToDouble(Point::error)
        .toArray();
  }

  private long last() {
    return cells.stream()
        .flatMap(cell -> cell.seeds().stream())
        .flatMap(
            seed ->
                Stream.concat(
                    seed.points().stream().map(Point::iteration),
                    seed.divergedAt().stream().boxed()))
        .mapToLong(Long::longValue)
        .max()
        .orElse(1);
  }

  private static ObjectNode data(Cell cell, ErrorRange range) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("name", cell.name());
    ArrayNode seeds = data.putArray("seeds");
    ArrayNode diverged = data.putArray("diverged");
    for (Seed seed : cell.seeds()) {
      ArrayNode points = seeds.addObject().put("seed", seed.seed()).putArray("points");
      seed.drawn().forEach(p -> points.addArray().add(p.iteration()).add(Rounded.six(p.error())));
      seed.divergedAt()
          .ifPresent(at -> diverged.addArray().add(at).add(mark(seed, range)).add(seed.seed()));
    }
    data.set("mean", SeedMean.losses(cell.seeds()));
    data.set("clipped", SeedMean.clipped(cell.seeds()));
    return data;
  }

  /** The height of a divergence: the end of the curve, or of the axis where the curve left it. */
  private static double mark(Seed seed, ErrorRange range) {
    OptionalDouble end = seed.drawn().mapToDouble(Point::error).reduce((before, after) -> after);
    double height = end.isPresent() ? end.getAsDouble() : range.high();
    return Rounded.six(Math.min(range.high(), Math.max(range.low(), height)));
  }
}
