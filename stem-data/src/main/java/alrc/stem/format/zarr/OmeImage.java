package alrc.stem.format.zarr;

import alrc.stem.image.PixelSize;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.StoredImage;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts of an image of OME-Zarr: name, and the scale of its last axis with its unit. */
final class OmeImage {
  private static final Map<String, String> UNITS =
      Map.of(
          "angstrom", "Å",
          "picometer", "pm",
          "nanometer", "nm",
          "micrometer", "µm",
          "millimeter", "mm",
          "meter", "m");

  private OmeImage() {}

  static StoredImage of(JsonNode multiscale, ZarrArray array) throws IOException {
    ImageLayout layout =
        array
            .layout()
            .titled(multiscale.path("name").asText(""))
            .sized(pixelSize(multiscale, array.axes()));
    return array.image(layout);
  }

  /** Scales of the largest image and of all images are factors. */
  private static @Nullable PixelSize pixelSize(JsonNode multiscale, int axes) {
    JsonNode dataset = multiscale.path("datasets").path(0);
    double size =
        scale(dataset.path("coordinateTransformations"), axes)
            * scale(multiscale.path("coordinateTransformations"), axes);
    String unit = multiscale.path("axes").path(axes - 1).path("unit").asText("");
    boolean known = Double.isFinite(size) && size > 0 && !(size == 1 && unit.isEmpty());
    return known ? new PixelSize(size, UNITS.getOrDefault(unit, unit)) : null;
  }

  private static double scale(JsonNode transformations, int axes) {
    double scale = 1;
    for (JsonNode each : transformations) {
      if (each.path("type").asText().equals("scale")) {
        scale *= each.path("scale").path(axes - 1).asDouble(1);
      }
    }
    return scale;
  }
}
