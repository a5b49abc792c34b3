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
    DecodedBands.Decoder decoder = new PngDecoder(source, layout, chunks.dataAt());
    return new ImageFile(
        format(), List.of(new StoredImage(layout, DecodedBands.of(layout, decoder))));
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
