package alrc.stem.format.zarr;

import alrc.stem.format.hyperspy.HyperSpySignal;
import alrc.stem.packed.ZipEntries;
import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageReader;
import alrc.stem.stored.StoredImage;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads HyperSpy's {@code .zspy} files that are ZIP archives: a Zarr hierarchy with the arrays
 * {@code Experiments/<name>/data}. Chunks are decoded one by one as rows are asked for.
 */
public final class ZarrZipReader implements ImageReader {
  private static final Pattern ARRAY = Pattern.compile("(Experiments/[^/]+)/data/\\.zarray");

  @Override
  public String format() {
    return ZarrZip.FORMAT;
  }

  /** The first entry of the archive is one that only Zarr, or only HyperSpy, writes. */
  @Override
  public boolean matches(ByteBuffer head) {
    String name = ZipEntries.firstName(head);
    return name.startsWith("Experiments/")
        || List.of(".zgroup", ".zattrs", ".zarray").stream().anyMatch(name::endsWith);
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    ZarrZip zip = ZarrZip.open(source);
    List<StoredImage> images = new ArrayList<>();
    for (String name : zip.names()) {
      Matcher array = ARRAY.matcher(name);
      if (array.matches()) {
        StoredImage image = image(zip, array.group(1));
        Claims.checkPixels(format(), image.height(), image.width(), maxPixels);
        images.add(image);
      }
    }
    if (images.isEmpty()) {
      throw UnreadableImageException.unsupported(
          "Zarr", "a ZIP archive without an array Experiments/<name>/data (HyperSpy)");
    }
    return new ImageFile(format(), images);
  }

  private static StoredImage image(ZarrZip zip, String path) throws IOException {
    ZarrArray array = ZarrArray.of(zip, path + "/data");
    List<HyperSpySignal.Axis> axes = new ArrayList<>();
    for (int i = 0; i < array.axes(); i++) {
      JsonNode axis = zip.json(path + "/axis-" + i + "/.zattrs");
      if (!axis.isMissingNode()) {
        axes.add(
            new HyperSpySignal.Axis(
                axis.path("scale").isNumber()
                    ? Optional.of(axis.path("scale").asDouble())
                    : Optional.empty(),
                axis.path("units").asText(""),
                axis.path("navigate").asBoolean()));
      }
    }
    String title = zip.json(path + "/metadata/General/.zattrs").path("title").asText("");
    HyperSpySignal signal = new HyperSpySignal(title, axes);
    return array.image(signal.describe(array.layout(), array.axes()));
  }
}
