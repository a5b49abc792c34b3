package alrc.stem.format.hdf5;

import alrc.stem.image.PixelSize;
import alrc.stem.image.Pixels;
import alrc.stem.image.Use;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.StoredImage;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * EMD as Thermo Fisher's Velox writes it: {@code Data/Image/<id>/Data} of rows × columns × frames,
 * and {@code Data/Spectrum/<id>/Data} of channels × 1, each with a dataset of JSON metadata per
 * frame. (No specification is public; as described by RosettaSciIO's reader.) The title is the
 * detector, the operation that derived it, or the element of a map. Streams of X-ray events are not
 * arrays of pixels and are skipped.
 */
final class VeloxEmd implements Hdf5Structure {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_METADATA = 1 << 24;
  private static final List<String> STREAMS = List.of("SpectrumStream", "SpectrumImage");

  @Override
  public String format() {
    return "Velox EMD";
  }

  @Override
  public String mark() {
    return "a group Data/Image";
  }

  @Override
  public List<Hdf5Object> find(Hdf5Object root) throws IOException {
    List<Hdf5Object> found = new ArrayList<>();
    Optional<Hdf5Object> data = root.member("Data");
    if (data.isPresent()) {
      for (String kind : List.of("Image", "Spectrum")) {
        Optional<Hdf5Object> group = data.get().member(kind);
        if (group.isPresent()) {
          for (Map.Entry<String, Long> entry : group.get().members().entrySet()) {
            found.add(group.get().at(entry.getKey(), entry.getValue()));
          }
        }
      }
      boolean stream = data.get().members().keySet().stream().anyMatch(STREAMS::contains);
      if (found.isEmpty() && stream) {
        throw UnreadableImageException.unsupported(format(), "streams of X-ray events only");
      }
    }
    return found;
  }

  @Override
  public StoredImage image(Hdf5Object group) throws IOException {
    return image(group, new VeloxLabels(Map.of(), Map.of(), false));
  }

  @Override
  public List<StoredImage> images(Hdf5Object root, List<Hdf5Object> groups) throws IOException {
    VeloxLabels labels = VeloxLabels.of(root);
    List<StoredImage> images = new ArrayList<>();
    for (Hdf5Object group : groups) {
      images.add(image(group, labels));
    }
    return images;
  }

  private StoredImage image(Hdf5Object group, VeloxLabels labels) throws IOException {
    boolean spectrum = group.path().startsWith("/Data/Spectrum/");
    Hdf5Dataset data = Hdf5Dataset.of(format(), group.required(format(), "Data"));
    int axes = data.axes();
    if (axes < (spectrum ? 1 : 2) || axes > 3) {
      throw UnreadableImageException.unsupported(
          format(), data.position(), group.path() + "/Data has " + axes + " axes");
    }
    int rowAxis = spectrum ? Hdf5Dataset.ONE_ROW : 0;
    ImageLayout layout = data.layout(rowAxis);
    if (layout.frames() == 1) {
      layout = layout.stacked(List.of());
    }
    JsonNode metadata = metadata(group);
    String detector = detector(metadata);
    layout = layout.titled(labels.title(group.name(), detector));
    if (!spectrum && labels.isMap(group.name(), detector)) {
      layout = layout.used(Use.MAP);
    }
    layout =
        spectrum
            ? layout.used(Use.SPECTRUM)
            : layout.sized(pixelSize(metadata.path("BinaryResult"), layout.width()));
    return data.image(layout, rowAxis);
  }

  /** Newer files name the detector only in the list of detectors. */
  private static String detector(JsonNode metadata) {
    JsonNode result = metadata.path("BinaryResult");
    String name = result.path("Detector").asText();
    String index = "Detector-" + result.path("DetectorIndex").asText();
    return name.isBlank()
        ? metadata.path("Detectors").path(index).path("DetectorName").asText()
        : name;
  }

  /** Returns the metadata of the first frame: one frame per column, ended by a zero byte. */
  private JsonNode metadata(Hdf5Object group) throws IOException {
    Optional<Hdf5Object> stored = group.member("Metadata");
    if (stored.isEmpty()) {
      return JSON.createObjectNode();
    }
    Hdf5Dataset bytes = Hdf5Dataset.of(format(), stored.get());
    ImageLayout layout = bytes.layout(Hdf5Dataset.ONE_ROW);
    if (layout.type().bytes() != 1 || layout.width() > MOST_METADATA) {
      throw UnreadableImageException.unsupported(
          format(), bytes.position(), "metadata of " + bytes.dtype());
    }
    Pixels column = bytes.image(layout, Hdf5Dataset.ONE_ROW).read(0, 0, 1);
    byte[] text = new byte[column.count()];
    int length = 0;
    while (length < text.length && column.at(length) != 0) {
      text[length] = (byte) (int) column.at(length);
      length++;
    }
    try {
      return JSON.readTree(new String(text, 0, length, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw UnreadableImageException.corrupt(
              format(), stored.get().position(), "JSON", e.getOriginalMessage())
          .causedBy(e);
    }
  }

  /**
   * Returns the pixel size. Velox states metres; as RosettaSciIO does, the prefix of the unit is
   * chosen such that half of the image's width is at least 1.
   */
  private static @Nullable PixelSize pixelSize(JsonNode result, int width) {
    double size = result.path("PixelSize").path("width").asDouble();
    String unit = result.path("PixelUnitX").asText();
    if (!Double.isFinite(size) || size == 0) {
      return null;
    }
    if (!unit.equals("m")) {
      return new PixelSize(size, unit);
    }
    double half = Math.abs(size) * width / 2;
    String[] units = {"m", "mm", "µm", "nm", "pm"};
    double[] perMetre = {1, 1e3, 1e6, 1e9, 1e12};
    int i = 0;
    while (i < units.length - 1 && half * perMetre[i] < 1) {
      i++;
    }
    return new PixelSize(size * perMetre[i], units[i]);
  }
}
