package alrc.jobs.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Spikes over time: the clipped losses at their iterations, each with a stem that ends at the limit
 * to which the loss was clipped.
 *
 * @param title in words
 * @param unit of the losses
 * @param last the last iteration of the trials
 * @param cells in the order of the legend
 */
public record SpikeChart(String title, String unit, long last, List<CellSpikes> cells)
    implements Chart {
  public SpikeChart {
    cells = List.copyOf(cells);
  }

  @Override
  public String caption() {
    return CaptionText.of(
        CellSpikes.caption(cells),
        "Each stem ends at the limit to which the loss was clipped.",
        range().leftOut());
  }

  private ErrorRange range() {
    double[] ends =
        DoubleStream.concat(
                DoubleStream.of(CellSpikes.losses(cells)),
                DoubleStream.of(CellSpikes.limits(cells)))
            .toArray();
    return ErrorRange.of(Scale.LOG, ends, new double[0]);
  }

  @Override
  public ObjectNode data() {
    ObjectNode data = CellSpikes.data("spikes", unit, cells).put("last", last);
    data.set("range", range().data());
    return data;
  }
}
