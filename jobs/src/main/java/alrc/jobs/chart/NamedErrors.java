package alrc.jobs.chart;

import alrc.core.stats.FinalErrors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cell's final errors under its name.
 *
 * @param name as the axis or the legend has it
 * @param errors by seed; +∞ is a diverged trial
 */
public record NamedErrors(String name, FinalErrors errors) {
  /** The axis of the finite errors of some cells. */
  static ErrorRange range(Scale scale, List<NamedErrors> cells) {
    return range(scale, cells.stream().map(NamedErrors::errors));
  }

  static ErrorRange range(Scale scale, Stream<FinalErrors> cells) {
    double[] all = cells.flatMapToDouble(cell -> Arrays.stream(cell.values())).toArray();
    return ErrorRange.of(scale, all, new double[0]);
  }
}
