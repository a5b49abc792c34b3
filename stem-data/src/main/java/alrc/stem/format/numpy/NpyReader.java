package alrc.stem.format.numpy;

import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.stored.BandReader;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageReader;
import alrc.stem.stored.RawBands;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads an array in NumPy's format, NPY; see {@link NpyHeader}. All types of numbers are read, in
 * both byte orders, C and Fortran order. Python objects are refused, never unpickled.
 */
public final class NpyReader implements ImageReader {
  private static final long SIGNATURE = 0x934e554d5059L;

  @Override
  public String format() {
    return "NPY";
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return head.limit() >= 8 && head.getLong(0) >>> 16 == SIGNATURE;
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    NpyHeader header = NpyHeader.read(source, format(), 0);
    Claims.checkPixels(format(), header.layout().height(), header.layout().width(), maxPixels);
    return new ImageFile(
        format(), List.of(new StoredImage(header.layout(), bands(source, header))));
  }

  /** Returns a reader of an array's rows. */
  static BandReader bands(SeekableSource source, NpyHeader header) {
    return header.columnsFirst()
        ? new NpyFortranBands(source, header)
        : new RawBands(source, header.layout(), header.start(), header.order());
  }
}
