package alrc.stem.format.blockfile;

import alrc.stem.image.PixelSize;
import alrc.stem.image.PixelType;
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
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/**
 * Reads NanoMegas blockfiles: one square diffraction pattern of bytes per position of the scan, a
 * stack over rows and columns of the scan. Format facts from RosettaSciIO's {@code
 * blockfile/_api.py}. The virtual bright-field image before the patterns is left out.
 */
public final class BlockfileReader implements ImageReader {
  private static final String FORMAT = "blockfile";
  private static final int HEADER = 240;
  private static final int VERSION_AT = 6;
  private static final int VERSION = 0x102;
  private static final int DATA_AT = 12;
  private static final int SIDE_AT = 20;
  private static final int COLUMNS_AT = 24;
  private static final int ROWS_AT = 26;
  private static final int PIXELS_PER_METRE_AT = 50;

  /** Each pattern begins with a mark and its number. */
  private static final int MARK = 6;

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return head.limit() >= 6 && head.getInt(0) == 0x494d4742 && head.getShort(4) == 0x4c4f;
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    Claims.checkInside(FORMAT, source, 0, HEADER, "a header");
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    source.readFully(0, header);
    if (header.getShort(VERSION_AT) != VERSION) {
      throw UnreadableImageException.unsupported(
          FORMAT,
          VERSION_AT,
          String.format(Locale.ROOT, "version 0x%04x", header.getShort(VERSION_AT)));
    }
    int side = length(header, SIDE_AT, "the side of a pattern");
    int columns = length(header, COLUMNS_AT, "columns of the scan");
    int rows = length(header, ROWS_AT, "rows of the scan");
    long start = header.getInt(DATA_AT) & 0xffffffffL;
    long patternBytes = (long) side * side + MARK;
    Claims.checkInside(
        FORMAT,
        source,
        start,
        patternBytes * columns * rows,
        String.format(Locale.ROOT, "%d×%d patterns of %d×%d bytes", rows, columns, side, side));
    Claims.checkPixels(FORMAT, side, side, maxPixels);
    ImageLayout layout =
        ImageLayout.plain(PixelType.UINT8, side, side).stacked(List.of(rows, columns));
    double perMetre = header.getShort(PIXELS_PER_METRE_AT) & 0xffff;
    if (perMetre > 0) {
      layout = layout.sized(new PixelSize(100 / perMetre, "cm"));
    }
    BandReader bands =
        new RawBands(source, layout, start + MARK, patternBytes, ByteOrder.LITTLE_ENDIAN);
    return new ImageFile(FORMAT, List.of(new StoredImage(layout, bands)));
  }

  private static int length(ByteBuffer header, int at, String what)
      throws UnreadableImageException {
    return Claims.length(FORMAT, at, header.getShort(at) & 0xffff, what);
  }
}
