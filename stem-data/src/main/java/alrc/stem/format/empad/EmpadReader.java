package alrc.stem.format.empad;

import alrc.stem.image.PixelType;
import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.SiblingSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.ImageReader;
import alrc.stem.stored.RawBands;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the {@code .raw} of an EMPAD (Electron Microscope Pixel Array Detector): patterns of
 * 128×128 little-endian float32, each followed by two rows that are no pixels (RosettaSciIO, {@code
 * empad/_api.py}; py4DSTEM, {@code read_empad.py}). The file has no mark of its own, so it is read
 * only if its name ends in {@code .raw}, whole patterns fill it, and an XML beside it names it and
 * states as many. A scan is a stack of its patterns. Their pixels are angles, so they have no size.
 */
public final class EmpadReader implements ImageReader {
  static final String FORMAT = "EMPAD";
  private static final int SIDE = 128;
  private static final int MOST_XML = 256;
  private static final int STORED_ROWS = 130;
  private static final long STRIDE = (long) STORED_ROWS * SIDE * Float.BYTES;

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return false;
  }

  @Override
  public boolean matches(SeekableSource source, ByteBuffer head) throws IOException {
    boolean raw = source.name().toLowerCase(Locale.ROOT).endsWith(".raw");
    return raw && !xml(source).isEmpty();
  }

  private static Optional<EmpadXml> xml(SeekableSource source) throws IOException {
    String name = source.name().substring(source.name().lastIndexOf('/') + 1);
    List<String> files = source.beside(".xml");
    for (String beside : files.subList(0, Math.min(MOST_XML, files.size()))) {
      Optional<SiblingSource> found = SiblingSource.find(source, beside);
      Optional<EmpadXml> xml = found.isPresent() ? EmpadXml.read(found.get()) : Optional.empty();
      if (xml.isPresent() && xml.get().rawName().equals(name)) {
        return xml;
      }
    }
    return Optional.empty();
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    List<Long> stated = xml(source).map(EmpadXml::frames).orElse(List.of());
    return new ImageFile(FORMAT, List.of(patterns(source, stated, maxPixels)));
  }

  /** Returns the patterns, after checking that there are as many as was stated. */
  static StoredImage patterns(SeekableSource raw, List<Long> stated, long maxPixels)
      throws IOException {
    Claims.checkPixels(FORMAT, SIDE, SIDE, maxPixels);
    long frames = raw.size() / STRIDE;
    if (frames * STRIDE != raw.size() || !stated.contains(frames)) {
      throw UnreadableImageException.corrupt(
          FORMAT,
          frames * STRIDE,
          String.format(Locale.ROOT, "%s patterns of %d bytes, as the XML states", stated, STRIDE),
          String.format(Locale.ROOT, "a file that ends at 0x%x", raw.size()));
    }
    ImageLayout layout = ImageLayout.plain(PixelType.FLOAT32, SIDE, SIDE);
    int count = Claims.length(FORMAT, 0, frames, "patterns");
    ImageLayout stack = count > 1 ? layout.stacked(List.of(count)) : layout;
    return new StoredImage(stack, new RawBands(raw, stack, 0, STRIDE, ByteOrder.LITTLE_ENDIAN));
  }
}
