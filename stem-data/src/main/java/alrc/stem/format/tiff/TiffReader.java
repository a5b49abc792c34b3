package alrc.stem.format.tiff;

import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceCursor;
import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.DecodedBands;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.ImageReader;
import alrc.stem.stored.RawBands;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads TIFF (Adobe, TIFF Revision 6.0, with the BigTIFF extension).
 *
 * <p>Pages of equal shape and type are one stack; smaller copies of a page are left out. Palettes
 * are left as indices, and photometric interpretation is not applied. Uncompressed pixels are read
 * straight from their strips or tiles; LZW, Deflate and PackBits by TwelveMonkeys; the others, and
 * samples of 12 bits, by {@link TiffChunks}.
 */
public final class TiffReader implements ImageReader {
  private static final Pattern IMAGEJ_FRAMES = Pattern.compile("(?m)^images=(\\d{1,9})$");
  private static final Pattern TIFFFILE_SHAPE =
      Pattern.compile("^\\{\"shape\": \\[([\\d, ]{1,200})\\].*\"truncated\": true.*\\}$");
  private static final int BIG = 43;

  /** Bytes after the last page that may be padding. */
  private static final int PADDING = 8;

  @Override
  public String format() {
    return "TIFF";
  }

  @Override
  public boolean matches(ByteBuffer head) {
    if (head.limit() < 4) {
      return false;
    }
    int magic = head.getInt(0);
    return magic == 0x49492a00 || magic == 0x4d4d002a || magic == 0x49492b00 || magic == 0x4d4d002b;
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    List<TiffPage> pages = pages(source);
    Map<ImageLayout, List<TiffPage>> alike = new LinkedHashMap<>();
    for (TiffPage page : pages) {
      alike.computeIfAbsent(page.layout(), layout -> new ArrayList<>()).add(page);
    }
    List<StoredImage> images = new ArrayList<>();
    checkApart(pages);
    for (List<TiffPage> group : alike.values()) {
      StoredImage image = image(group);
      Claims.checkPixels(format(), image.height(), image.width(), maxPixels);
      images.add(image);
    }
    ImageFile file = new ImageFile(format(), images);
    long next = pages.isEmpty() ? 0 : pages.get(pages.size() - 1).directory().next();
    boolean badEnd = next < 0 || next >= source.size();
    return badEnd ? file.noted("the list of pages ends with an offset outside the file") : file;
  }

  private List<TiffPage> pages(SeekableSource source) throws IOException {
    SourceCursor cursor = new SourceCursor(source, format(), 0);
    boolean little = cursor.u16(ByteOrder.BIG_ENDIAN, "byte order") == 0x4949;
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    boolean big = cursor.u16(order, "version") == BIG;
    if (big) {
      cursor.skip(4, "size of an offset");
    }
    String what = "offset of the first directory";
    long next = big ? cursor.i64(order, what) : cursor.u32(order, what);
    TiffHeader header = new TiffHeader(source, format(), order, big, cursor);
    Set<Long> seen = new HashSet<>();
    double memory = 0;
    List<TiffPage> pages = new ArrayList<>();
    for (int index = 0; next != 0 && !isBadEnd(next, pages, source); index++) {
      if (!seen.add(next)) {
        throw UnreadableImageException.corrupt(
            format(), next, "each directory once", "a chain of directories that returns");
      }
      TiffDirectory directory = TiffDirectory.read(header, next);
      memory += directory.memory();
      TaskMemory.check(format(), next, memory, (index + 1) + " directories");
      if (!TiffPage.isReduced(directory)) {
        pages.add(TiffPage.of(directory, index));
      }
      next = directory.next();
    }
    return pages;
  }

  /**
   * Some programs write an offset outside the file after the last directory. Its pages are sound if
   * the file ends with them; more bytes would be those of a next page, in a truncated file.
   */
  private static boolean isBadEnd(long next, List<TiffPage> pages, SeekableSource source)
      throws IOException {
    if (pages.isEmpty() || (next > 0 && next < source.size())) {
      return false;
    }
    long end = 0;
    for (TiffPage page : pages) {
      end = Math.max(end, page.end());
    }
    return source.size() - end <= PADDING;
  }

  /** Pages that share pixels would make the work grow with the square of the file. */
  private static void checkApart(List<TiffPage> pages) throws IOException {
    long bytes = 0;
    for (TiffPage page : pages) {
      bytes += pages.size() > 1 ? page.bytesInFile() : 0;
      if (bytes > page.directory().header().source().size()) {
        throw page.directory().corrupt("pixels of its own for each page", "pages that overlap");
      }
    }
  }

  private static StoredImage image(List<TiffPage> pages) throws IOException {
    TiffPage first = pages.get(0);
    String description = first.directory().text(TiffPage.DESCRIPTION);
    ImageLayout layout = first.layout().sized(TiffPixelSize.of(first, description));
    if (pages.size() > 1) {
      layout = layout.stacked(List.of(pages.size()));
    }
    boolean decoded = false;
    for (TiffPage page : pages) {
      decoded |= page.compression() != TiffPage.UNCOMPRESSED || page.packed();
    }
    if (decoded) {
      if (pages.size() == 1 && first.packed() && framesAfter(first, description) > 1) {
        throw first.directory().unsupported("a stack of 12-bit samples under one directory");
      }
      int unit = pages.stream().mapToInt(TiffPage::chunkHeight).max().orElse(1);
      Optional<TiffChunks> chunks = TiffChunks.of(layout, pages);
      return new StoredImage(
          layout,
          chunks.isPresent()
              ? DecodedBands.of(layout, chunks.get().order(), chunks.get(), unit)
              : DecodedBands.of(layout, TiffDecoder.of(layout, pages), unit));
    }
    PlainTiffBands bands = PlainTiffBands.of(layout, pages);
    long frames = pages.size() == 1 ? framesAfter(first, description) : 1;
    if (frames > 1) {
      return contiguousStack(first, layout, frames);
    }
    return new StoredImage(layout, bands);
  }

  /**
   * ImageJ, and tifffile where it is asked for truncated files, write one directory for a large
   * stack; its frames follow each other.
   */
  private static long framesAfter(TiffPage page, String description) {
    if (page.chunksAcross() != 1 || page.planes() != 1 || page.tiled()) {
      return 1;
    }
    Matcher imageJ = IMAGEJ_FRAMES.matcher(description);
    if (description.startsWith("ImageJ=") && imageJ.find()) {
      return Integer.parseInt(imageJ.group(1));
    }
    Matcher tifffile = TIFFFILE_SHAPE.matcher(description.strip());
    if (!tifffile.find()) {
      return 1;
    }
    double values = 1;
    for (String length : tifffile.group(1).split(",", -1)) {
      values *= length.isBlank() ? 1 : Double.parseDouble(length.strip());
    }
    ImageLayout layout = page.layout();
    return (long) (values / layout.height() / layout.width() / layout.channels());
  }

  private static StoredImage contiguousStack(TiffPage page, ImageLayout frame, long frames)
      throws IOException {
    if (page.bitsReversed()) {
      throw page.directory().unsupported("a stack under one directory with reversed bits");
    }
    TiffHeader header = page.directory().header();
    long start = page.offsets()[0];
    long stored = (header.source().size() - start) / frame.frameBytes();
    if (stored < frames) {
      throw page.directory().corrupt(frames + " frames", stored + " frames");
    }
    ImageLayout layout = frame.stacked(List.of(Math.toIntExact(frames)));
    return new StoredImage(layout, new RawBands(header.source(), layout, start, header.order()));
  }
}
