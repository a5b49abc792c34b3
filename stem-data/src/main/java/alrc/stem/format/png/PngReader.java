package alrc.stem.format.png;

import alrc.stem.image.PixelType;
import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.DecodedBands;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.ImageReader;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads PNG (W3C, Portable Network Graphics, second edition; ISO/IEC 15948) by the JDK's decoder.
 * Palettes are left as indices; more than one channel is colour.
 */
public final class PngReader implements ImageReader {
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final int HEADER_AT = 8;
  private static final int PALETTE = 3;

  /** In the content of IHDR. */
  private static final int FILTERS_AT = 11;

  private static final int INTERLACED_AT = 12;
  private static final long DECODED_WHOLE = 8L << 20;

  /** Deflate writes at most 258 bytes in 2 bits. */
  private static final long BEST_RATIO = 1032;

  @Override
  public String format() {
    return "PNG";
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return head.limit() >= 8 && head.getLong(0) == SIGNATURE;
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    PngChunks chunks = PngChunks.check(source, format());
    ByteBuffer header = chunks.header();
    int width = Claims.length(format(), HEADER_AT + 8, header.getInt(0), "a width");
    int height = Claims.length(format(), HEADER_AT + 12, header.getInt(4), "a height");
    int bits = header.get(8);
    int colour = header.get(9);
    PixelType type = bits == 16 ? PixelType.UINT16 : PixelType.UINT8;
    ImageLayout layout = ImageLayout.plain(type, height, width);
    int channels = channels(colour);
    if (channels > 1) {
      layout = layout.coloured(channels, type.dtype());
    }
    long rowBytes = ((long) width * channels * bits + 7) / 8;
    Claims.checkRatio(format(), 0, height * rowBytes, chunks.dataBytes(), BEST_RATIO);
    Claims.checkPixels(format(), height, width, maxPixels);
    return new ImageFile(
        format(), List.of(new StoredImage(layout, bands(source, layout, chunks, bits))));
  }

  /** A small or interlaced image is decoded whole, a large one from its first row to its last. */
  private static DecodedBands bands(
      SeekableSource source, ImageLayout layout, PngChunks chunks, int bits) {
    boolean interlaced = chunks.header().get(INTERLACED_AT) != 0;
    boolean known =
        chunks.header().get(FILTERS_AT) == 0 && Integer.bitCount(bits) == 1 && bits <= 16;
    if (layout.frameBytes() <= DECODED_WHOLE || interlaced || !known) {
      return DecodedBands.of(layout, new PngDecoder(source, layout, chunks.dataAt()));
    }
    return DecodedBands.of(layout, new PngRows(source, layout, bits, chunks.dataAt()), 1);
  }

  private int channels(int colour) throws UnreadableImageException {
    return switch (colour) {
      case 0, PALETTE -> 1;
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default ->
          throw UnreadableImageException.corrupt(
              format(),
              HEADER_AT + 17,
              "a colour type of 0, 2, 3, 4 or 6",
              Integer.toString(colour));
    };
  }
}
