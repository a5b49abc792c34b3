package alrc.stem.format.png;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceImageInput;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.DecodedBands;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.Rasters;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * Decodes PNG pixels with the JDK's own reader. Its class is not exported, so it is asked for by
 * name; unlike plug-ins, the readers of the JDK are registered whatever the class loader.
 */
final class PngDecoder implements DecodedBands.Decoder {
  private final SeekableSource source;
  private final ImageLayout layout;
  private final long dataAt;

  PngDecoder(SeekableSource source, ImageLayout layout, long dataAt) {
    this.source = source;
    this.layout = layout;
    this.dataAt = dataAt;
  }

  @Override
  public void decode(int frame, int firstRow, int rows, ByteBuffer into) throws IOException {
    SourceImageInput input = new SourceImageInput(source);
    ImageReader reader = reader();
    try {
      reader.setInput(input, true, true);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(new Rectangle(0, firstRow, layout.width(), rows));
      Rasters.copy(withoutOpacity(reader.read(0, param).getRaster()), layout, rows, into);
    } catch (IOException | RuntimeException e) {
      // The decoder meets damaged pixels in many ways; the chunks around them were checked.
      throw input
          .failure()
          .orElse(
              UnreadableImageException.corrupt("PNG", dataAt, "compressed pixels", e.toString())
                  .causedBy(e));
    } finally {
      reader.dispose();
    }
  }

  /** The decoder adds a channel of opacity where the file names a transparent grey (tRNS). */
  private Raster withoutOpacity(Raster raster) {
    return layout.channels() == 1 && raster.getNumBands() == 2
        ? raster.createChild(0, 0, raster.getWidth(), raster.getHeight(), 0, 0, new int[] {0})
        : raster;
  }

  private static ImageReader reader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if ("java.desktop".equals(reader.getClass().getModule().getName())) {
        return reader;
      }
    }
    throw new IllegalStateException("this Java platform has no PNG reader (module java.desktop)");
  }
}
