package alrc.stem.stored;

import alrc.stem.image.PixelSize;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Nion Swift writes beside an array, in {@code .ndata1} and in HDF5: JSON with a title and,
 * for each axis, {@code {"offset", "scale", "units"}} (nionswift, ImportExportManager).
 */
public record JsonCalibration(String title, List<JsonNode> axes) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of("spatial_calibrations", "dimensional_calibrations");

  /** Copies the list. */
  public JsonCalibration {
    axes = List.copyOf(axes);
  }

  /** Reads the text; damaged JSON says nothing, and no pixel depends on it. */
  public static JsonCalibration parse(String text) {
    try {
      JsonNode facts = JSON.readTree(text);
      for (JsonNode place : List.of(facts, facts.path("data_source"))) {
        for (String name : NAMES) {
          if (place.path(name).isArray()) {
            List<JsonNode> axes = new ArrayList<>();
            place.path(name).forEach(axes::add);
            return new JsonCalibration(facts.path("title").asText(""), axes);
          }
        }
      }
      return new JsonCalibration(facts.path("title").asText(""), List.of());
    } catch (JacksonException damaged) {
      return new JsonCalibration("", List.of());
    }
  }

  /** Returns the distance of columns of an array of so many axes; 1 without a unit is none. */
  public Optional<PixelSize> columns(int arrayAxes) {
    if (axes.size() != arrayAxes) {
      return Optional.empty();
    }
    JsonNode last = axes.get(arrayAxes - 1);
    double size = last.path("scale").asDouble();
    String unit = last.path("units").asText("");
    boolean known = Double.isFinite(size) && size != 0 && !(size == 1 && unit.isEmpty());
    return known ? Optional.of(new PixelSize(size, unit)) : Optional.empty();
  }
}
