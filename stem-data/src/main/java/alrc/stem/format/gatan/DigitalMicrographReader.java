package alrc.stem.format.gatan;

import alrc.stem.image.PixelSize;
import alrc.stem.image.PixelType;
import alrc.stem.image.Use;
import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.BandReader;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.ImageReader;
import alrc.stem.stored.RawBands;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Gatan DigitalMicrograph files, DM3 and DM4; the format is described in {@link DmTags}.
 *
 * <p>Images that the file itself lists as thumbnails are left out. An image is spectra when it has
 * one axis only, an axis of energy, or a format tag that says so. Colour is given as red, green,
 * blue, alpha.
 */
public final class DigitalMicrographReader implements ImageReader {

  @Override
  public String format() {
    return "DigitalMicrograph";
  }

  @Override
  public boolean matches(ByteBuffer head) {
    if (head.limit() < 4) {
      return false;
    }
    int version = head.getInt(0);
    int flag = version == DmTags.VERSION_3 ? 8 : 12;
    return (version == DmTags.VERSION_3 || version == DmTags.VERSION_4)
        && (head.limit() < flag + 4 || (head.getInt(flag) | 1) == 1);
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(4);
    source.readFully(0, head);
    int version = head.getInt(0);
    String format = "DM" + version;
    DmTags tags = DmTags.parse(source, format, version);
    Set<Long> thumbnails = thumbnails(tags.root());
    List<DmGroup> list = tags.root().group("ImageList").map(DmGroup::groups).orElseGet(List::of);
    List<StoredImage> images = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (!thumbnails.contains((long) i)) {
        images.add(image(source, tags, list.get(i), format, maxPixels));
      }
    }
    return new ImageFile(format, images);
  }

  private static Set<Long> thumbnails(DmGroup root) {
    Set<Long> indices = new HashSet<>();
    for (DmGroup thumbnail : root.group("Thumbnails").map(DmGroup::groups).orElseGet(List::of)) {
      thumbnail.integer("ImageIndex").ifPresent(indices::add);
    }
    return indices;
  }

  private static StoredImage image(
      SeekableSource source, DmTags tags, DmGroup entry, String format, long maxPixels)
      throws IOException {
    DmGroup data = entry.group("ImageData").orElseThrow(() -> missing(format, "ImageData"));
    DmArray array = data.array("Data").orElseThrow(() -> missing(format, "Data array"));
    long dataType =
        data.integer("DataType").orElseThrow(() -> missing(format, "DataType of the image"));
    List<Integer> axes = axes(data, format, array.offset());
    PixelType type = DmPixelType.of(format, dataType);
    int width = axes.get(0);
    int height = axes.size() > 1 ? axes.get(1) : 1;
    ImageLayout layout = ImageLayout.plain(type, height, width).stacked(frameAxes(axes));
    if (DmPixelType.isColour(dataType)) {
      layout = layout.coloured(4, "rgba8");
    } else if (DmPixelType.isBoolean(dataType)) {
      layout = layout.named("bool");
    }
    checkHeld(layout, axes, array, format);
    Claims.checkFrames(format, layout.frameAxes());
    Claims.checkPixels(format, height, width, maxPixels);
    layout =
        layout.titled(tags.text(entry.array("Name")).orElse("")).sized(pixelSize(tags, data, 0));
    if (layout.use() == Use.IMAGE && isSpectral(tags, entry, data, axes)) {
      layout = layout.used(Use.SPECTRUM);
    }
    BandReader bands = new RawBands(source, layout, array.offset(), tags.order());
    return new StoredImage(layout, layout.use() == Use.COLOUR ? new RedFirst(bands) : bands);
  }

  private static List<Integer> axes(DmGroup data, String format, long at)
      throws UnreadableImageException {
    List<Integer> axes = new ArrayList<>();
    for (long length : data.group("Dimensions").map(DmGroup::integers).orElseGet(List::of)) {
      axes.add(Claims.length(format, at, length, "an axis"));
    }
    if (axes.isEmpty()) {
      throw missing(format, "Dimensions of the image");
    }
    return axes;
  }

  /** Axes are stored fastest first. */
  private static List<Integer> frameAxes(List<Integer> axes) {
    List<Integer> frames = new ArrayList<>(axes.subList(Math.min(2, axes.size()), axes.size()));
    Collections.reverse(frames);
    return frames;
  }

  /** Divides step by step: the product of the axes may not fit into any integer. */
  private static void checkHeld(
      ImageLayout layout, List<Integer> axes, DmArray array, String format)
      throws UnreadableImageException {
    long left = array.bytes() / ((long) layout.channels() * layout.type().bytes());
    for (int length : axes) {
      left /= length;
    }
    if (left < 1) {
      throw UnreadableImageException.corrupt(
          format,
          array.offset(),
          String.format(Locale.ROOT, "pixels of %s along axes of %s", layout.dtype(), axes),
          array.bytes() + " bytes");
    }
  }

  private static @Nullable PixelSize pixelSize(DmTags tags, DmGroup data, int axis)
      throws IOException {
    Optional<DmGroup> calibration = calibration(data, axis);
    double scale = calibration.flatMap(c -> c.number("Scale")).orElse(1.0);
    String unit = unit(tags, calibration);
    boolean known = Double.isFinite(scale) && scale != 0 && !(scale == 1 && unit.isEmpty());
    return known ? new PixelSize(scale, unit) : null;
  }

  private static boolean isSpectral(DmTags tags, DmGroup entry, DmGroup data, List<Integer> axes)
      throws IOException {
    if (axes.stream().filter(length -> length > 1).count() == 1) {
      return true;
    }
    for (int axis = 0; axis < axes.size(); axis++) {
      if (Use.isEnergy(unit(tags, calibration(data, axis)))) {
        return true;
      }
    }
    Optional<DmArray> kind =
        entry
            .group("ImageTags")
            .flatMap(group -> group.group("Meta Data"))
            .flatMap(group -> group.array("Format"));
    return tags.text(kind).orElse("").startsWith("Spectrum");
  }

  private static Optional<DmGroup> calibration(DmGroup data, int axis) {
    return data.group("Calibrations")
        .flatMap(group -> group.group("Dimension"))
        .map(DmGroup::groups)
        .filter(dimensions -> axis < dimensions.size())
        .map(dimensions -> dimensions.get(axis));
  }

  private static String unit(DmTags tags, Optional<DmGroup> calibration) throws IOException {
    return tags.text(calibration.flatMap(group -> group.array("Units"))).orElse("");
  }

  private static UnreadableImageException missing(String format, String what) {
    return UnreadableImageException.corrupt(format, 0, what, "none");
  }
}
