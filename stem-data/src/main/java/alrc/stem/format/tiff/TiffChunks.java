package alrc.stem.format.tiff;

import alrc.stem.packed.Decompression;
import alrc.stem.packed.Decompression.Codec;
import alrc.stem.packed.Xz;
import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.DecodedBands;
import alrc.stem.stored.ImageLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes the strips or tiles of pages that TwelveMonkeys' reader does not read: Zstandard, LZMA,
 * Deflate after the floating-point predictor, and samples of 12 bits. Values come in the byte order
 * of the file.
 */
final class TiffChunks implements DecodedBands.Decoder {
  private static final Map<Integer, Codec> CODECS =
      Map.of(8, Codec.ZLIB, 32946, Codec.ZLIB, 50000, Codec.ZSTD);
  private static final int ZSTD = 50000;
  private static final int LZMA = 34925;

  private final ImageLayout layout;
  private final List<TiffPage> pages;
  private final List<long[]> offsets = new ArrayList<>();
  private final List<long[]> stored = new ArrayList<>();

  private TiffChunks(ImageLayout layout, List<TiffPage> pages) {
    this.layout = layout;
    this.pages = List.copyOf(pages);
  }

  /** Returns the decoder of pages that are all for this class; empty where none is. */
  static Optional<TiffChunks> of(ImageLayout layout, List<TiffPage> pages) throws IOException {
    TiffChunks chunks = new TiffChunks(layout, pages);
    for (TiffPage page : pages) {
      if (!isFor(page)) {
        return Optional.empty();
      }
      chunks.check(page);
    }
    return Optional.of(chunks);
  }

  private static boolean isFor(TiffPage page) throws IOException {
    boolean afterFloats =
        TiffPredictor.of(page) == TiffPredictor.FLOATING_POINT
            && CODECS.containsKey(page.compression());
    boolean plain = page.compression() == TiffPage.UNCOMPRESSED;
    boolean packed = page.packed() && (plain || CODECS.containsKey(page.compression()));
    return page.compression() == ZSTD || page.compression() == LZMA || afterFloats || packed;
  }

  private void check(TiffPage page) throws IOException {
    TiffHeader header = page.directory().header();
    boolean plain = page.compression() == TiffPage.UNCOMPRESSED;
    if (page.planes() > 1 || (page.bitsReversed() && !plain)) {
      throw page.directory().unsupported("compressed pixels with planes or bits of another order");
    }
    TiffPredictor.of(page).check(page);
    if (page.packed() && TiffPredictor.of(page) != TiffPredictor.NONE) {
      throw page.directory().unsupported("12-bit samples after a predictor");
    }
    long at = page.directory().offset();
    Claims.checkChunk(
        header.format(),
        at,
        new long[] {layout.height(), layout.width()},
        new int[] {page.rowsIn(0), page.chunkWidth()},
        page.pixelBytes());
    long[] sizes = plain ? plainBytes(page) : page.storedBytes();
    offsets.add(page.offsets());
    stored.add(sizes);
    long sum = 0;
    for (int i = 0; i < sizes.length; i++) {
      Claims.checkInside(
          header.format(), header.source(), page.offsets()[i], sizes[i], "chunk " + i);
      sum += sizes[i];
    }
    long ratio = bestRatio(page);
    long pixels = page.layout().frameBytes() / (page.packed() ? 2 : 1);
    Claims.checkRatio(header.format(), at, pixels, sum, ratio);
    Claims.checkRatio(header.format(), at, chunkBytes(page, 0), sizes[0], ratio);
  }

  /** What each strip or tile takes where it is not compressed, whatever the page says of it. */
  private static long[] plainBytes(TiffPage page) throws IOException {
    long[] sizes = new long[page.offsets().length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = chunkBytes(page, i / page.chunksAcross() % page.chunksDown());
    }
    return sizes;
  }

  private static long bestRatio(TiffPage page) {
    Codec codec = CODECS.get(page.compression());
    return switch (page.compression()) {
      case TiffPage.UNCOMPRESSED -> 1;
      case LZMA -> Xz.BEST_RATIO;
      default -> java.util.Objects.requireNonNull(codec).bestRatio();
    };
  }

  private static long chunkBytes(TiffPage page, int down) throws IOException {
    return (long) page.rowsIn(down) * page.storedRowBytes();
  }

  /** Returns the byte order of the decoded values. */
  ByteOrder order() {
    return pages.get(0).directory().header().order();
  }

  @Override
  public void decode(int frame, int firstRow, int rows, ByteBuffer into) throws IOException {
    TiffPage page = pages.get(frame);
    int last = (firstRow + rows - 1) / page.chunkHeight();
    for (int down = firstRow / page.chunkHeight(); down <= last; down++) {
      for (int across = 0; across < page.chunksAcross(); across++) {
        byte[] chunk = chunk(frame, page, down, down * page.chunksAcross() + across);
        copy(page, chunk, down, across, firstRow, rows, into);
      }
    }
  }

  private byte[] chunk(int frame, TiffPage page, int down, int index) throws IOException {
    SeekableSource source = page.directory().header().source();
    long at = offsets.get(frame)[index];
    ByteBuffer packed = ByteBuffer.allocate(Math.toIntExact(stored.get(frame)[index]));
    source.readFully(at, packed);
    byte[] chunk = new byte[Math.toIntExact(chunkBytes(page, down))];
    try {
      decompress(page, at, packed.flip(), chunk);
    } catch (RuntimeException e) {
      String format = page.directory().header().format();
      throw UnreadableImageException.corrupt(
              format, at, chunk.length + " bytes of compressed pixels", "" + e.getMessage())
          .causedBy(e);
    }
    if (page.packed()) {
      return unpacked(page, chunk);
    }
    TiffPredictor.of(page).undo(page, chunk);
    return chunk;
  }

  private static void decompress(TiffPage page, long at, ByteBuffer packed, byte[] into)
      throws IOException {
    Codec codec = CODECS.get(page.compression());
    if (page.compression() == LZMA) {
      Xz.decompress(page.directory().header().format(), at, packed, into);
    } else if (codec != null) {
      Decompression.decompress(codec, packed, into, 0, into.length);
    } else {
      packed.get(into);
    }
  }

  private byte[] unpacked(TiffPage page, byte[] chunk) throws IOException {
    if (page.bitsReversed()) {
      PlainTiffBands.reverseBits(ByteBuffer.wrap(chunk));
    }
    int samples = page.chunkWidth() * page.layout().channels();
    int rows = chunk.length / page.storedRowBytes();
    ByteBuffer values = ByteBuffer.allocate(rows * samples * Short.BYTES).order(order());
    TwelveBits.unpack(chunk, samples, values);
    return values.array();
  }

  private void copy(
      TiffPage page, byte[] chunk, int down, int across, int firstRow, int rows, ByteBuffer into) {
    int pixelBytes = page.pixelBytes();
    int left = across * page.chunkWidth();
    int bytes = Math.min(page.chunkWidth(), layout.width() - left) * pixelBytes;
    int top = Math.max(firstRow, down * page.chunkHeight());
    int bottom = Math.min(firstRow + rows, (down + 1) * page.chunkHeight());
    for (int row = top; row < bottom; row++) {
      int from = (row - down * page.chunkHeight()) * page.chunkWidth() * pixelBytes;
      into.put(((row - firstRow) * layout.width() + left) * pixelBytes, chunk, from, bytes);
    }
  }
}
