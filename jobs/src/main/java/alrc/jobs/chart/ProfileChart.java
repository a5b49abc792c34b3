package alrc.jobs.chart;

import alrc.core.stats.PerformanceProfile;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Performance profiles: the share of each cell's seeds that end at or below an error, with its 95 %
 * band at each error. A diverged trial keeps the profile below 1.
 *
 * @param title in words
 * @param unit of the errors
 * @param scale of their axis
 * @param cells in the order of the legend
 */
public record ProfileChart(String title, String unit, Scale scale, List<NamedErrors> cells)
    implements Chart {
  public ProfileChart {
    cells = List.copyOf(cells);
  }

  @Override
  public String caption() {
    return CaptionText.of(
        "Share of the seeds that end at or below an error; a diverged seed counts as above all"
            + " errors. Bands: 95 % intervals at each error.",
        NamedErrors.range(scale, cells).leftOut());
  }

  @Override
  public ObjectNode data() {
    ErrorRange range = NamedErrors.range(scale, cells);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("kind", "profile").put("unit", unit);
    data.set("range", range.data());
    ArrayNode names = data.putArray("names");
    ArrayNode list = data.putArray("cells");
    for (NamedErrors cell : cells) {
      names.add(cell.name());
      ArrayNode steps = list.addObject().put("name", cell.name()).putArray("steps");
      for (PerformanceProfile.Point point :
          PerformanceProfile.of(0.95, cell.errors().values()).points()) {
        steps
            .addArray()
            .add(Rounded.six(point.threshold()))
            .add(Rounded.six(point.share()))
            .add(Rounded.six(point.band().low()))
            .add(Rounded.six(point.band().high()));
      }
    }
    return data;
  }
}
