package alrc.stem.format.merlin;

import alrc.stem.image.PixelType;
import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.ImageReader;
import alrc.stem.stored.RawBands;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads MIB files of Quantum Detectors' Merlin (Medipix3): frames of big-endian unsigned integers,
 * each after a header of text that begins {@code MQ1,number,header bytes,chips,columns,rows,type}
 * (Merlin User Manual, image header). All frames have the layout of the first. Rows are in stored
 * order; some programs turn them upside down. Raw counters (R64) are not read.
 */
public final class MibReader implements ImageReader {
  private static final String FORMAT = "Merlin MIB";
  private static final int MARK = 0x4d51312c; // "MQ1,"
  private static final int FIELDS = 7;
  private static final int FIELD_BYTES = 128;

  private static final Map<String, PixelType> TYPES =
      Map.of("U08", PixelType.UINT8, "U16", PixelType.UINT16, "U32", PixelType.UINT32);

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return head.limit() >= 4 && head.getInt(0) == MARK;
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(FIELD_BYTES, source.size()));
    source.readFully(0, head);
    String text = new String(head.array(), StandardCharsets.ISO_8859_1);
    String[] fields = text.split(",", FIELDS + 1);
    if (fields.length <= FIELDS) {
      throw UnreadableImageException.corrupt(
          FORMAT, 0, FIELDS + " fields of a header", fields.length + " fields");
    }
    PixelType type = TYPES.get(fields[6]);
    if (type == null) {
      throw UnreadableImageException.unsupported(FORMAT, "pixels of type " + fields[6]);
    }
    int header = number(fields[2], "a length of the header");
    int height = number(fields[5], "rows");
    int width = number(fields[4], "columns");
    Claims.checkPixels(FORMAT, height, width, maxPixels);
    ImageLayout layout = ImageLayout.plain(type, height, width);
    long stride = header + layout.frameBytes();
    int frames = frames(source, stride);
    ImageLayout stack = frames > 1 ? layout.stacked(List.of(frames)) : layout;
    RawBands bands = new RawBands(source, stack, header, stride, ByteOrder.BIG_ENDIAN);
    return new ImageFile(FORMAT, List.of(new StoredImage(stack, bands)));
  }

  /** Checks that whole frames fill the file, and that the last one begins where it must. */
  private static int frames(SeekableSource source, long stride) throws IOException {
    long frames = source.size() / stride;
    if (frames < 1 || frames * stride != source.size()) {
      throw UnreadableImageException.corrupt(
          FORMAT,
          frames * stride,
          String.format(Locale.ROOT, "whole frames of %d bytes", stride),
          String.format(Locale.ROOT, "a file that ends at 0x%x", source.size()));
    }
    ByteBuffer mark = ByteBuffer.allocate(4);
    source.readFully((frames - 1) * stride, mark);
    if (mark.getInt(0) != MARK) {
      throw UnreadableImageException.corrupt(
          FORMAT, (frames - 1) * stride, "the header of a frame", "other bytes");
    }
    return Claims.length(FORMAT, 0, frames, "frames");
  }

  private static int number(String field, String what) throws UnreadableImageException {
    String digits = field.strip();
    if (!digits.matches("[0-9]{1,8}")) {
      throw UnreadableImageException.corrupt(FORMAT, 0, what, "\"" + digits + "\"");
    }
    return Claims.length(FORMAT, 0, Long.parseLong(digits), what);
  }
}
