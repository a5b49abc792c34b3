package alrc.jobs.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a loss was clipped to against what it was. The distance from the diagonal, on which nothing
 * is clipped, is the factor by which clipping scales the gradient.
 *
 * @param title in words
 * @param unit of the losses
 * @param cells in the order of the legend
 */
public record ClippedLossChart(String title, String unit, List<CellSpikes> cells) implements Chart {
  public ClippedLossChart {
    cells = List.copyOf(cells);
  }

  @Override
  public String caption() {
    return CaptionText.of(
        CellSpikes.caption(cells),
        "The grey line marks losses that would not change.",
        across().leftOut(),
        up().leftOut());
  }

  private ErrorRange across() {
    return ErrorRange.of(Scale.LOG, CellSpikes.losses(cells), new double[0]);
  }

  private ErrorRange up() {
    return ErrorRange.of(Scale.LOG, CellSpikes.limits(cells), new double[0]);
  }

  @Override
  public ObjectNode data() {
    ObjectNode data = CellSpikes.data("clipped", unit, cells);
    data.set("range", up().data());
    data.set("across", across().data());
    return data;
  }
}
