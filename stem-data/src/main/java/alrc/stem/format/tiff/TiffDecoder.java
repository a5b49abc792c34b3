package alrc.stem.format.tiff;

import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceImageInput;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.DecodedBands;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.Rasters;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Decodes compressed TIFF pages with TwelveMonkeys' reader, made directly and not looked up. */
final class TiffDecoder implements DecodedBands.Decoder {
  /** Compression schemes that are read, each with a bound on how far it can shrink. */
  private static final Map<Integer, Long> BEST_RATIO =
      Map.of(
          TiffPage.UNCOMPRESSED,
          1L, //
          5,
          2731L, // LZW: 4,096 bytes in a code of 12 bits
          8,
          1032L, // Deflate: 258 bytes in 2 bits
          32946,
          1032L,
          32773,
          64L); // PackBits: 128 bytes in 2

  private static final Map<Integer, String> NAMES =
      Map.of(
          2, "CCITT",
          3, "CCITT Group 3",
          4, "CCITT Group 4",
          6, "old JPEG",
          7, "JPEG",
          34712, "JPEG 2000",
          34887, "LERC",
          50000, "Zstandard",
          50001, "WebP");

  private static final long NO_PREDICTOR = 1;
  private static final long HORIZONTAL = 2;

  private final ImageLayout layout;
  private final List<TiffPage> pages;
  private final SeekableSource source;

  private TiffDecoder(ImageLayout layout, List<TiffPage> pages) {
    this.layout = layout;
    this.pages = List.copyOf(pages);
    this.source = pages.get(0).directory().header().source();
  }

  /** Checks the pages' claims and makes their decoder. */
  static TiffDecoder of(ImageLayout layout, List<TiffPage> pages) throws IOException {
    for (TiffPage page : pages) {
      check(page);
    }
    return new TiffDecoder(layout, pages);
  }

  private static void check(TiffPage page) throws IOException {
    TiffHeader header = page.directory().header();
    Long ratio = BEST_RATIO.get(page.compression());
    if (ratio == null) {
      String name = NAMES.getOrDefault(page.compression(), "scheme " + page.compression());
      throw page.directory().unsupported("pixels compressed by " + name);
    }
    if (page.packed()) {
      throw page.directory().unsupported("12-bit samples in this compression");
    }
    long predictor = page.directory().integer(TiffPage.PREDICTOR, NO_PREDICTOR);
    if (predictor != NO_PREDICTOR && predictor != HORIZONTAL) {
      String name = predictor == 3 ? "the floating-point predictor" : "predictor " + predictor;
      throw page.directory().unsupported("pixels compressed after " + name);
    }
    switch (page.layout().type()) {
      case INT64, UINT64, COMPLEX64, COMPLEX128 ->
          throw page.directory().unsupported("compressed pixels of " + page.layout().dtype());
      default -> {}
    }
    if (page.planes() > 1) {
      throw page.directory().unsupported("compressed pixels with each channel stored by itself");
    }
    if (!page.tiled() && page.directory().has(TiffPage.TILE_WIDTH)) {
      throw page.directory().corrupt("strips or tiles", "strips, and a tile width");
    }
    long[] offsets = page.offsets();
    long[] stored = page.storedBytes();
    long chunk = (long) page.rowsIn(0) * page.chunkWidth() * page.pixelBytes();
    Claims.checkRatio(header.format(), page.directory().offset(), chunk, stored[0], ratio);
    long sum = 0;
    for (int i = 0; i < offsets.length; i++) {
      Claims.checkInside(
          header.format(), header.source(), offsets[i], stored[i], "strip or tile " + i);
      sum += stored[i];
    }
    long pixels = page.layout().frameBytes();
    Claims.checkRatio(header.format(), page.directory().offset(), pixels, sum, ratio);
  }

  @Override
  public void decode(int frame, int firstRow, int rows, ByteBuffer into) throws IOException {
    TiffPage page = pages.get(frame);
    SourceImageInput input = new SourceImageInput(source);
    ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
    try {
      reader.setInput(input, false, true);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(new Rectangle(0, firstRow, layout.width(), rows));
      Raster raster = reader.readRaster(page.index(), param);
      Rasters.copy(raster, layout, rows, into);
    } catch (IOException | RuntimeException e) {
      // The decoder meets damaged bytes in many ways; they lie in pixels whose place was checked.
      throw input.failure().orElse(damaged(page, firstRow, e));
    } finally {
      reader.dispose();
    }
  }

  private static UnreadableImageException damaged(TiffPage page, int row, Exception cause)
      throws IOException {
    int chunk = row / page.chunkHeight() * page.chunksAcross();
    return UnreadableImageException.corrupt(
            page.directory().header().format(),
            page.offsets()[chunk],
            "compressed pixels from row " + row + " on",
            cause.toString())
        .causedBy(cause);
  }
}
