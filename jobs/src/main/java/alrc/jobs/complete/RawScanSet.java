package alrc.jobs.complete;

import alrc.core.model.Fill;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.InputListing;
import alrc.jobs.storage.InputSource;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.dataset.Reject;
import alrc.stem.image.Pixels;
import alrc.stem.prepare.SourcePreparation;
import alrc.stem.read.ImageReaders;
import alrc.stem.scan.ScanMask;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.StoredImage;
import alrc.stem.transform.ExampleKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Raw partial scans in files of any format that {@code prepare} reads, all on one path. */
final class RawScanSet implements ScanSet {
  private final Storage storage;
  private final RawData data;
  private final ScanMask mask;
  private final List<Reject> rejects = new ArrayList<>();

  /**
   * Where raw scans are.
   *
   * @param address a file, a folder or a pattern
   * @param mask address of the mask
   * @param output whose files are no scans
   * @param values what the pixels are
   * @param maxPixels the most pixels that a frame may have
   */
  record RawData(String address, String mask, String output, ScanValues values, long maxPixels) {}

  private RawScanSet(Storage storage, RawData data) throws IOException {
    this.storage = storage;
    this.data = data;
    this.mask = MaskFile.read(storage, data.mask());
  }

  static RawScanSet open(Storage storage, RawData data) throws IOException {
    return new RawScanSet(storage, data);
  }

  @Override
  public String digest() {
    return mask.id() + " " + data.values().label();
  }

  @Override
  public String step() {
    return Fill.PARTIAL_SCAN.step();
  }

  @Override
  public List<ScanMask> masks() {
    return List.of(mask);
  }

  @Override
  public List<Chunk> chunks() throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    String maskAddress = storage.absolute(data.mask());
    rejects.clear();
    for (FoundFile file : files()) {
      if (!file.address().equals(maskAddress)) {
        add(file, chunks);
      }
    }
    return chunks;
  }

  private List<FoundFile> files() {
    try {
      return InputListing.of(storage, List.of(data.address()), data.output());
    } catch (UserMistake mistake) {
      throw new UserMistake(
          String.valueOf(mistake.getMessage()).replace("--input", "--data"), mistake);
    }
  }

  private void add(FoundFile file, List<Chunk> chunks) throws IOException {
    try (SeekableSource source = InputSource.open(storage, file)) {
      List<StoredImage> images = ImageReaders.open(source, data.maxPixels()).own().images();
      String name = file.source() + "@" + SourcePreparation.sha256(source);
      for (int i = 0; i < images.size(); i++) {
        StoredImage image = images.get(i);
        String fault = fault(image);
        if (fault.isEmpty()) {
          chunks.addAll(Chunk.of(name, file.address(), file.source(), i, image.frames()));
        } else {
          rejects.add(Reject.image(file.source(), i, "select", "not-a-scan", fault));
        }
      }
    } catch (UnreadableImageException e) {
      rejects.add(Reject.file(file.source(), "read", e.kind().reason(), e.explanation()));
    } catch (IOException unreadable) {
      String why = Storage.reason(unreadable);
      rejects.add(Reject.file(file.source(), "read", "unreadable", why));
    }
  }

  private String fault(StoredImage image) {
    if (image.channels() != 1 || image.type().isComplex() || image.shape().length < 2) {
      return image + ": must have one real value per pixel";
    }
    if (image.height() != mask.height() || image.width() != mask.width()) {
      return String.format(
          Locale.ROOT,
          "%d × %d pixels: the mask has %d × %d",
          image.height(),
          image.width(),
          mask.height(),
          mask.width());
    }
    return "";
  }

  @Override
  public List<Reject> rejects() {
    return List.copyOf(rejects);
  }

  @Override
  public Reader open(Chunk chunk) throws IOException {
    SeekableSource source = InputSource.openAt(storage, chunk.place(), chunk.source());
    try {
      List<StoredImage> images = ImageReaders.open(source, data.maxPixels()).images();
      return new StackReader(chunk, source, images.get(chunk.image()));
    } catch (IOException | RuntimeException changed) {
      source.close();
      throw changed;
    }
  }

  private final class StackReader implements Reader {
    private final Chunk chunk;
    private final SeekableSource source;
    private final StoredImage image;

    StackReader(Chunk chunk, SeekableSource source, StoredImage image) {
      this.chunk = chunk;
      this.source = source;
      this.image = image;
    }

    private ExampleKey key(int frame) {
      return new ExampleKey(chunk.source(), "", chunk.image(), frame, 0, 0, 0);
    }

    @Override
    public String id(int position) {
      return key(position).id();
    }

    @Override
    public PartialExample read(int position) throws IOException {
      try {
        Pixels pixels = image.read(position, 0, image.height());
        float[] stored = new float[pixels.count()];
        pixels.toFloats(0, stored, 0, stored.length);
        return data.values().example(key(position), stored, mask);
      } catch (UnreadableImageException damaged) {
        throw new UnusableScanException(
            new Reject(
                chunk.source(),
                chunk.image(),
                position,
                null,
                null,
                "read",
                damaged.kind().reason(),
                damaged.explanation()));
      }
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
