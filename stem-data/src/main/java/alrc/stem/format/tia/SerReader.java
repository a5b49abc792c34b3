package alrc.stem.format.tia;

import alrc.stem.image.Use;
import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.ImageReader;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the series files (SER) of FEI's TIA, versions 0x210 and 0x220.
 *
 * <p>Format: "TIA Series Data (ESD) file format" (FEI), as described by C. Boothroyd
 * (er-c.org/cbb/info/TIAformat); that images are stored from the lowest row up, and lengths in
 * metres, is from RosettaSciIO's {@code tia/_api.py}. Elements of equal shape are one stack. Pixel
 * sizes are given in nanometres. A stopped acquisition has the elements that were written.
 */
public final class SerReader implements ImageReader {
  static final String FORMAT = "SER";

  private static final int SIGNATURE = 0x49499701;

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return head.limit() >= 4 && head.getInt(0) == SIGNATURE;
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    SerHeader header = SerHeader.read(source);
    Map<ImageLayout, List<SerElement>> alike = new LinkedHashMap<>();
    long bytes = 0;
    for (int i = 0; i < header.count(); i++) {
      long offset = header.next();
      SerElement element = SerElement.read(source, offset, header.spectra());
      Claims.checkPixels(FORMAT, element.height(), element.width(), maxPixels);
      bytes += element.bytes();
      if (bytes > source.size()) {
        throw UnreadableImageException.corrupt(
            FORMAT, offset, "elements beside each other", "elements that overlap");
      }
      ImageLayout layout = ImageLayout.plain(element.type(), element.height(), element.width());
      alike.computeIfAbsent(layout, key -> new ArrayList<>()).add(element);
    }
    List<StoredImage> images = new ArrayList<>();
    for (Map.Entry<ImageLayout, List<SerElement>> group : alike.entrySet()) {
      images.add(image(source, header, group.getKey(), group.getValue()));
    }
    return new ImageFile(FORMAT, images);
  }

  private static StoredImage image(
      SeekableSource source, SerHeader header, ImageLayout element, List<SerElement> elements) {
    List<Integer> axes = header.axes(elements.size());
    ImageLayout layout = element.stacked(axes);
    if (header.spectra()) {
      int rows = axes.isEmpty() ? 1 : axes.get(axes.size() - 1);
      layout =
          ImageLayout.plain(element.type(), rows, element.width())
              .stacked(axes.subList(0, Math.max(0, axes.size() - 1)))
              .used(Use.SPECTRUM);
    }
    long[] starts = elements.stream().mapToLong(SerElement::start).toArray();
    return new StoredImage(
        layout.sized(elements.get(0).pixelSize(header.spectra())),
        new SerBands(source, layout, starts));
  }
}
