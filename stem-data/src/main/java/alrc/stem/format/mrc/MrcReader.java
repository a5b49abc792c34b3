package alrc.stem.format.mrc;

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
import org.jspecify.annotations.Nullable;

/**
 * Reads MRC, that is MRC2014 (Cheng et al., "MRC2014: Extensions to the MRC format header for
 * electron cryo-microscopy and tomography", J. Struct. Biol. 192 (2015),
 * doi:10.1016/j.jsb.2015.04.002) and what came before it. Sections are frames of a stack. The pixel
 * size is that of the cell, given in nanometres.
 */
public final class MrcReader implements ImageReader {
  private static final String FORMAT = "MRC";
  private static final int HEADER = 1024;
  private static final int MODE = 12;
  private static final int INTERVALS = 28;
  private static final int CELL = 40;
  private static final int AXES = 64;
  private static final int EXTENSION = 92;
  private static final int MAP = 208;
  private static final int STAMP = 212;
  private static final int LABELS = 220;
  private static final int MOST_OLD_LENGTH = 1 << 16;
  private static final int MOST_LENGTH = 1 << 24;
  private static final int MOST_LABELS = 10;
  private static final int MOST_MODE = 101;
  private static final double ANGSTROMS_PER_NANOMETRE = 10;

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public boolean matches(ByteBuffer head) {
    if (head.limit() < STAMP) {
      return false;
    }
    int map = head.getInt(MAP);
    return map == 0x4d415020
        || map == 0x4d415000
        || isOld(head.order(ByteOrder.LITTLE_ENDIAN))
        || isOld(head.order(ByteOrder.BIG_ENDIAN));
  }

  /** Files of before the year 2000 have no signature, but numbers that little else has. */
  private static boolean isOld(ByteBuffer head) {
    if (head.limit() < HEADER) {
      return false;
    }
    int mode = head.getInt(MODE);
    int axes = 0;
    for (int i = 0; i < 3; i++) {
      int length = head.getInt(4 * i);
      int axis = head.getInt(AXES + 4 * i);
      if (length < 1 || length > MOST_OLD_LENGTH || axis < 1 || axis > 3) {
        return false;
      }
      axes |= 1 << axis;
    }
    int labels = head.getInt(LABELS);
    return ((mode >= 0 && mode <= 4) || mode == 6)
        && axes == 0b1110
        && labels >= 0
        && labels <= MOST_LABELS;
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    Claims.checkInside(FORMAT, source, 0, HEADER, "a header");
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    source.readFully(0, header);
    header.order(order(header, source.size()));
    int width = length(header, 0, "columns");
    int height = length(header, 4, "rows");
    int sections = length(header, 8, "sections");
    PixelType type = type(header);
    int extension = header.getInt(EXTENSION);
    if (extension < 0) {
      throw UnreadableImageException.corrupt(
          FORMAT, EXTENSION, "an extended header of at least 0 bytes", "" + extension);
    }
    long start = (long) HEADER + extension;
    if ((source.size() - start) / type.bytes() / width / height < sections) {
      throw UnreadableImageException.corrupt(
          FORMAT,
          start,
          String.format(Locale.ROOT, "%d×%d×%d %s", sections, height, width, type.dtype()),
          String.format(Locale.ROOT, "a file that ends at 0x%x", source.size()));
    }
    Claims.checkPixels(FORMAT, height, width, maxPixels);
    ImageLayout layout =
        ImageLayout.plain(type, height, width)
            .stacked(sections == 1 ? List.of() : List.of(sections))
            .sized(pixelSize(header));
    BandReader bands = new RawBands(source, layout, start, header.order());
    ImageFile file = new ImageFile(FORMAT, List.of(new StoredImage(layout, bands)));
    return type.bytes() == 1 ? file.noted(MrcBytes.of(header).note()) : file;
  }

  /**
   * The machine stamp says, unless the header makes sense in the other order only: some programs
   * write a wrong stamp or none.
   */
  private static ByteOrder order(ByteBuffer header, long fileBytes) {
    ByteOrder stamped = header.get(STAMP) == 0x11 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteOrder other =
        stamped == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    boolean contrary =
        !isSensible(header.duplicate().order(stamped), fileBytes)
            && isSensible(header.duplicate().order(other), fileBytes);
    return contrary ? other : stamped;
  }

  /** Whether mode and axes are among those that exist, and the file can hold so many pixels. */
  private static boolean isSensible(ByteBuffer header, long fileBytes) {
    double pixels = 1;
    for (int i = 0; i < 3; i++) {
      int length = header.getInt(4 * i);
      int axis = header.getInt(AXES + 4 * i);
      if (length < 1 || length > MOST_LENGTH || axis < 0 || axis > 3) {
        return false;
      }
      pixels *= length;
    }
    int mode = header.getInt(MODE);
    return mode >= 0 && mode <= MOST_MODE && pixels / 2 <= fileBytes;
  }

  private static int length(ByteBuffer header, int at, String what)
      throws UnreadableImageException {
    return Claims.length(FORMAT, at, header.getInt(at), what);
  }

  private static PixelType type(ByteBuffer header) throws UnreadableImageException {
    int mode = header.getInt(MODE);
    return switch (mode) {
      case 0 -> MrcBytes.of(header).type();
      case 1 -> PixelType.INT16;
      case 2 -> PixelType.FLOAT32;
      case 6 -> PixelType.UINT16;
      case 12 -> PixelType.FLOAT16;
      case 3 -> throw unsupported("complex int16 (mode 3)");
      case 4 -> throw unsupported("complex float32 (mode 4)");
      case 16 -> throw unsupported("red, green and blue bytes (mode 16)");
      case 101 -> throw unsupported("4-bit integers (mode 101)");
      default -> throw unsupported("mode " + mode);
    };
  }

  private static UnreadableImageException unsupported(String pixels) {
    return UnreadableImageException.unsupported(FORMAT, MODE, "pixels of " + pixels);
  }

  /** The cell has {@code interval} pixels along the axis that columns follow. */
  private static @Nullable PixelSize pixelSize(ByteBuffer header) {
    int axis = header.getInt(AXES);
    int index = axis >= 1 && axis <= 3 ? axis - 1 : 0;
    int intervals = header.getInt(INTERVALS + 4 * index);
    double size = header.getFloat(CELL + 4 * index) / (double) intervals / ANGSTROMS_PER_NANOMETRE;
    boolean known = intervals > 0 && Double.isFinite(size) && size > 0;
    return known ? new PixelSize(size, "nm") : null;
  }
}
