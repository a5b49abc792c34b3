package alrc.stem.format.numpy;

import alrc.stem.image.Pixels;
import alrc.stem.packed.InflatedSource;
import alrc.stem.packed.ZipCrc;
import alrc.stem.packed.ZipEntries;
import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.BandReader;
import alrc.stem.stored.DecodedBands;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.ImageReader;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads NumPy's archives of arrays, NPZ: a ZIP of NPY files, stored or deflated, each an image
 * under the name of its entry. Arrays without numbers (text, objects, fields) are skipped if there
 * is an array of numbers.
 */
public final class NpzReader implements ImageReader {
  private static final String FORMAT = "NPZ";
  private static final String SUFFIX = ".npy";

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return ZipEntries.firstName(head).endsWith(SUFFIX);
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    List<StoredImage> images = new ArrayList<>();
    UnreadableImageException refused = null;
    List<ZipEntries.Entry> entries = ZipEntries.list(source, FORMAT);
    NpzFacts facts = NpzFacts.of(source, FORMAT, entries);
    for (ZipEntries.Entry entry : entries) {
      if (entry.name().endsWith(SUFFIX) && facts.isImage(entry.name())) {
        try {
          images.add(facts.describe(image(source, entry, maxPixels)));
        } catch (WithoutNumbers e) {
          refused = refused == null ? e.why : refused;
        }
      }
    }
    if (images.isEmpty() && refused != null) {
      throw refused;
    }
    return new ImageFile(FORMAT, images);
  }

  /** An array that is skipped. */
  private static final class WithoutNumbers extends Exception {
    private static final long serialVersionUID = 1L;

    private final UnreadableImageException why;

    WithoutNumbers(UnreadableImageException why) {
      super(why);
      this.why = why;
    }
  }

  private static StoredImage image(SeekableSource source, ZipEntries.Entry entry, long maxPixels)
      throws IOException, WithoutNumbers {
    long at = ZipEntries.contentAt(source, FORMAT, entry);
    if (entry.encrypted()) {
      throw UnreadableImageException.unsupported(FORMAT, at, "encrypted entry " + entry.name());
    }
    return switch (entry.method()) {
      case ZipEntries.STORED -> stored(source, entry, at, maxPixels);
      case ZipEntries.DEFLATED -> deflated(source, entry, at, maxPixels);
      default ->
          throw UnreadableImageException.unsupported(
              FORMAT,
              at,
              String.format(Locale.ROOT, "entry %s of method %d", entry.name(), entry.method()));
    };
  }

  private static StoredImage stored(
      SeekableSource source, ZipEntries.Entry entry, long at, long maxPixels)
      throws IOException, WithoutNumbers {
    if (entry.size() != entry.stored()) {
      throw UnreadableImageException.corrupt(
          FORMAT, at, entry.stored() + " bytes of " + entry.name(), entry.size() + " bytes");
    }
    NpyHeader header = header(source, at, maxPixels);
    long end = at + entry.stored();
    long pixels = header.layout().frameBytes() * header.layout().frames();
    if (pixels > end - header.start()) {
      throw UnreadableImageException.corrupt(
          FORMAT,
          header.start(),
          String.format(Locale.ROOT, "%d bytes of %s", pixels, entry.name()),
          String.format(Locale.ROOT, "an entry that ends at 0x%x", end));
    }
    return new StoredImage(
        titled(header, entry), new Checked(NpyReader.bands(source, header), source, at, entry, at));
  }

  private static StoredImage deflated(
      SeekableSource source, ZipEntries.Entry entry, long at, long maxPixels)
      throws IOException, WithoutNumbers {
    InflatedSource content =
        InflatedSource.of(source, FORMAT, entry.name(), at, entry.stored(), entry.size());
    NpyHeader header = header(content, 0, maxPixels);
    content.close();
    BandReader inOrder = NpyReader.bands(content, header);
    // Rows are kept: deflated bytes cannot be read backwards.
    DecodedBands kept =
        DecodedBands.of(
            header.layout(),
            header.order(),
            (frame, firstRow, rows, into) -> inOrder.read(frame, firstRow, rows).copyTo(into),
            1);
    return new StoredImage(titled(header, entry), new Checked(kept, content, 0, entry, at));
  }

  private static NpyHeader header(SeekableSource source, long at, long maxPixels)
      throws IOException, WithoutNumbers {
    NpyHeader header;
    try {
      header = NpyHeader.read(source, FORMAT, at);
    } catch (UnreadableImageException e) {
      if (e.kind() == UnreadableImageException.Kind.UNSUPPORTED) {
        throw new WithoutNumbers(e);
      }
      throw e;
    }
    Claims.checkPixels(FORMAT, header.layout().height(), header.layout().width(), maxPixels);
    return header;
  }

  private static ImageLayout titled(NpyHeader header, ZipEntries.Entry entry) {
    String title = entry.name().substring(0, entry.name().length() - SUFFIX.length());
    return header.layout().titled(title);
  }

  /**
   * An array whose bytes have a checksum, which reading rows does not compare.
   *
   * @param from offset of the entry's content in {@code content}
   * @param at offset of the entry's content in the archive
   */
  private record Checked(
      BandReader bands, SeekableSource content, long from, ZipEntries.Entry entry, long at)
      implements BandReader {

    @Override
    public Pixels read(int frame, int firstRow, int rows) throws IOException {
      return bands.read(frame, firstRow, rows);
    }

    @Override
    public void verify() throws IOException {
      ZipCrc.check(content, from, entry, FORMAT, at);
    }

    @Override
    public boolean isCheckedByReading() {
      return false;
    }
  }
}
