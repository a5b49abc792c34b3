package alrc.stem.format.tiff;

import alrc.stem.image.Pixels;
import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.stored.BandReader;
import alrc.stem.stored.Buffers;
import alrc.stem.stored.ImageLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Reads rows of uncompressed pages straight from their strips or tiles. */
final class PlainTiffBands implements BandReader {
  private final ImageLayout layout;
  private final java.util.List<TiffPage> pages;
  private final java.util.List<long[]> offsets;

  private PlainTiffBands(
      ImageLayout layout, java.util.List<TiffPage> pages, java.util.List<long[]> offsets) {
    this.layout = layout;
    this.pages = pages;
    this.offsets = offsets;
  }

  /** Makes a reader of pages of equal layout, after checking that all of their pixels are there. */
  static PlainTiffBands of(ImageLayout layout, java.util.List<TiffPage> pages) throws IOException {
    java.util.List<long[]> offsets = new java.util.ArrayList<>();
    for (TiffPage page : pages) {
      offsets.add(checkedOffsets(page));
    }
    return new PlainTiffBands(layout, pages, offsets);
  }

  private static long[] checkedOffsets(TiffPage page) throws IOException {
    TiffHeader header = page.directory().header();
    long chunkRow = (long) page.chunkWidth() * page.pixelBytes();
    long pageBytes = page.layout().frameBytes();
    if (pageBytes > header.source().size()) {
      throw page.directory()
          .corrupt(
              String.format(
                  Locale.ROOT,
                  "%d×%d pixels, %d bytes",
                  page.layout().height(),
                  page.layout().width(),
                  pageBytes),
              "a file of " + header.source().size() + " bytes");
    }
    long[] offsets = page.offsets();
    for (int i = 0; i < offsets.length; i++) {
      int down = i / page.chunksAcross() % page.chunksDown();
      long bytes = chunkRow * page.rowsIn(down);
      Claims.checkInside(header.format(), header.source(), offsets[i], bytes, "strip or tile " + i);
    }
    return offsets;
  }

  @Override
  public Pixels read(int frame, int firstRow, int rows) throws IOException {
    TiffPage page = pages.get(frame);
    ByteBuffer band = Buffers.forRows(layout, rows, page.directory().header().order());
    int last = (firstRow + rows - 1) / page.chunkHeight();
    for (int plane = 0; plane < page.planes(); plane++) {
      for (int down = firstRow / page.chunkHeight(); down <= last; down++) {
        int top = Math.max(firstRow, down * page.chunkHeight());
        int bottom = Math.min(firstRow + rows, (down + 1) * page.chunkHeight());
        for (int across = 0; across < page.chunksAcross(); across++) {
          copy(new Part(page, frame, plane, down, across), top, bottom, firstRow, band);
        }
      }
    }
    if (page.bitsReversed()) {
      reverseBits(band);
    }
    return new Pixels(layout.type(), rows, layout.width(), layout.channels(), band.clear());
  }

  static void reverseBits(ByteBuffer band) {
    for (int i = 0; i < band.capacity(); i++) {
      band.put(i, (byte) (Integer.reverse(band.get(i)) >>> 24));
    }
  }

  private record Part(TiffPage page, int frame, int plane, int down, int across) {}

  /** Copies rows {@code top … bottom − 1} of one chunk to their place in the band. */
  private void copy(Part part, int top, int bottom, int firstRow, ByteBuffer band)
      throws IOException {
    TiffPage page = part.page;
    SeekableSource source = page.directory().header().source();
    int chunk = (part.plane * page.chunksDown() + part.down) * page.chunksAcross() + part.across;
    long chunkRow = (long) page.chunkWidth() * page.pixelBytes();
    int inside = top - part.down * page.chunkHeight();
    long from = offsets.get(part.frame)[chunk] + inside * chunkRow;
    if (page.chunksAcross() == 1 && page.planes() == 1 && page.chunkWidth() == layout.width()) {
      int start = (int) ((top - firstRow) * layout.rowBytes());
      source.readFully(from, band.slice(start, (int) ((bottom - top) * layout.rowBytes())));
      return;
    }
    int left = part.across * page.chunkWidth();
    int cols = Math.min(page.chunkWidth(), layout.width() - left);
    ByteBuffer rows = ByteBuffer.allocate(Math.toIntExact((bottom - top) * chunkRow));
    source.readFully(from, rows);
    for (int row = top; row < bottom; row++) {
      int at = (int) ((row - top) * chunkRow);
      long pixel = (long) (row - firstRow) * layout.width() + left;
      place(rows, at, band, pixel, cols, part);
    }
  }

  private void place(ByteBuffer from, int at, ByteBuffer band, long pixel, int cols, Part part) {
    int pixelBytes = part.page.pixelBytes();
    if (part.page.planes() == 1) {
      band.put((int) (pixel * pixelBytes), from, at, cols * pixelBytes);
      return;
    }
    for (int col = 0; col < cols; col++) {
      long value = (pixel + col) * layout.channels() + part.plane;
      band.put((int) (value * pixelBytes), from, at + col * pixelBytes, pixelBytes);
    }
  }
}
