package alrc.jobs.chart;

import alrc.core.stats.Interval;
import alrc.core.stats.MeanError;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Final errors: a row per cell with a dot per seed, the mean and its 95 % interval (Student's t).
 * Diverged trials are a cross at the end of the row and their number; they take the mean away.
 *
 * @param title in words
 * @param unit of the errors
 * @param scale of their axis
 * @param cells from the top
 */
public record FinalErrorChart(String title, String unit, Scale scale, List<NamedErrors> cells)
    implements Chart {
  public FinalErrorChart {
    cells = List.copyOf(cells);
  }

  @Override
  public String caption() {
    boolean diverged = cells.stream().anyMatch(cell -> cell.errors().diverged() > 0);
    ErrorRange range = range();
    boolean cut =
        intervals().anyMatch(ends -> ends.low() < range.low() || ends.high() > range.high());
    return CaptionText.of(
        "Each dot is one seed; the bar is the mean with its 95 % interval.",
        cut ? "An arrow shows that the interval goes on beyond the axis." : "",
        diverged ? "×\u00a0counts diverged seeds; such a cell has no mean." : "",
        range.leftOut());
  }

  /** The axis shows the intervals too, as far as it has a place for their ends. */
  private ErrorRange range() {
    DoubleStream ends =
        intervals()
            .flatMapToDouble(interval -> DoubleStream.of(interval.low(), interval.high()))
            .filter(end -> scale == Scale.LINEAR || end > 0);
    DoubleStream errors = cells.stream().flatMapToDouble(c -> Arrays.stream(c.errors().values()));
    return ErrorRange.of(scale, DoubleStream.concat(errors, ends).toArray(), new double[0]);
  }

  private Stream<Interval> intervals() {
    return cells.stream()
        .flatMap(cell -> MeanError.of(cell.errors(), 0.95).known().stream())
        .flatMap(mean -> mean.interval().stream());
  }

  @Override
  public ObjectNode data() {
    ErrorRange range = range();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("kind", "finals").put("unit", unit);
    data.set("range", range.data());
    ArrayNode names = data.putArray("names");
    ArrayNode list = data.putArray("cells");
    for (NamedErrors cell : cells) {
      names.add(cell.name());
      ObjectNode row = list.addObject().put("name", cell.name());
      row.put("diverged", cell.errors().diverged());
      ArrayNode errors = row.putArray("errors");
      cell.errors()
          .bySeed()
          .forEach(
              (seed, error) -> {
                if (Double.isFinite(error)) {
                  errors.addArray().add(seed).add(Rounded.six(error));
                }
              });
      ArrayNode interval = row.putArray("interval");
      MeanError.of(cell.errors(), 0.95)
          .known()
          .ifPresent(
              mean ->
                  mean.interval()
                      .ifPresent(
                          ends -> interval.add(mean.value()).add(ends.low()).add(ends.high())));
    }
    return data;
  }
}
