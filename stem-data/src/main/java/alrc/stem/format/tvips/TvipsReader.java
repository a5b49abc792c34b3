package alrc.stem.format.tvips;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the streams that TVIPS's recorder writes ({@code NAME_000.tvips}, {@code NAME_001.tvips},
 * …): frames of unsigned integers, each after a header, in the layout of RosettaSciIO's {@code
 * tvips/_api.py}. Only the first file has a header of the stream; a later one is read with that of
 * the first beside it, as a stack of its own. The size of the camera's pixel that the header states
 * is none of the specimen.
 */
public final class TvipsReader implements ImageReader {
  private static final String FORMAT = "TVIPS stream";
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final int HEADER = 256;
  private static final int VERSION_AT = 4;
  private static final int WIDTH_AT = 8;
  private static final int HEIGHT_AT = 12;
  private static final int BITS_AT = 16;
  private static final int FRAME_HEADER_AT = 48;
  private static final int FILLED_AT = 52;

  /** Number, time and milliseconds: what a frame of the first version begins with. */
  private static final int FIRST_FRAME_HEADER = 12;

  /** What the recorder, and HyperSpy, fill a header up with. */
  private static final List<String> FILLINGS = List.of("TVIPS", "HYPERSPY");

  private static final Pattern LATER = Pattern.compile("([^/]*_)(?!000)\\d{3}(\\.tvips)$");

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public boolean matches(ByteBuffer head) {
    if (head.limit() < HEADER || head.duplicate().order(ORDER).getInt(0) != HEADER) {
      return false;
    }
    byte[] text = new byte[8];
    head.get(FILLED_AT, text);
    String filling = new String(text, StandardCharsets.ISO_8859_1);
    return FILLINGS.stream().anyMatch(filling::startsWith);
  }

  @Override
  public boolean matches(SeekableSource source, ByteBuffer head) throws IOException {
    return matches(head) || first(source).isPresent();
  }

  /** Returns the header of the stream that a later file continues. */
  private Optional<ByteBuffer> first(SeekableSource source) throws IOException {
    Matcher name = LATER.matcher(source.name());
    if (!name.find()) {
      return Optional.empty();
    }
    Optional<SiblingSource> first =
        SiblingSource.find(source, name.group(1) + "000" + name.group(2));
    return first.isPresent() && first.get().size() >= HEADER
        ? Optional.of(header(first.get())).filter(this::matches)
        : Optional.empty();
  }

  private static ByteBuffer header(SeekableSource source) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ORDER);
    source.readFully(0, header);
    return header.flip();
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    Optional<ByteBuffer> first = first(source);
    ByteBuffer header = first.isPresent() ? first.get() : header(source);
    int version = header.getInt(VERSION_AT);
    int bits = header.getInt(BITS_AT);
    if (version < 1 || version > 2) {
      throw UnreadableImageException.unsupported(FORMAT, VERSION_AT, "version " + version);
    }
    if (bits != 8 && bits != 16) {
      throw UnreadableImageException.unsupported(FORMAT, BITS_AT, "pixels of " + bits + " bits");
    }
    int height = Claims.length(FORMAT, HEIGHT_AT, header.getInt(HEIGHT_AT), "rows");
    int width = Claims.length(FORMAT, WIDTH_AT, header.getInt(WIDTH_AT), "columns");
    Claims.checkPixels(FORMAT, height, width, maxPixels);
    int before = version == 1 ? FIRST_FRAME_HEADER : header.getInt(FRAME_HEADER_AT);
    Claims.length(FORMAT, FRAME_HEADER_AT, before, "a header of frames");
    int start = first.isPresent() ? 0 : HEADER;
    PixelType type = bits == 8 ? PixelType.UINT8 : PixelType.UINT16;
    ImageLayout layout = ImageLayout.plain(type, height, width);
    long stride = before + layout.frameBytes();
    int frames = frames(source, start, stride);
    ImageLayout stack = frames > 1 ? layout.stacked(List.of(frames)) : layout;
    RawBands bands = new RawBands(source, stack, start + before, stride, ORDER);
    return new ImageFile(FORMAT, List.of(new StoredImage(stack, bands)));
  }

  private static int frames(SeekableSource source, int start, long stride) throws IOException {
    long frames = (source.size() - start) / stride;
    if (frames < 1 || start + frames * stride != source.size()) {
      throw UnreadableImageException.corrupt(
          FORMAT,
          start + frames * stride,
          String.format(Locale.ROOT, "whole frames of %d bytes", stride),
          String.format(Locale.ROOT, "a file that ends at 0x%x", source.size()));
    }
    return Claims.length(FORMAT, start, frames, "frames");
  }
}
