package alrc.stem.read;

import alrc.stem.format.blockfile.BlockfileReader;
import alrc.stem.format.empad.EmpadReader;
import alrc.stem.format.empad.EmpadXmlReader;
import alrc.stem.format.gatan.DigitalMicrographReader;
import alrc.stem.format.hdf5.Hdf5Reader;
import alrc.stem.format.merlin.MibReader;
import alrc.stem.format.mrc.MrcReader;
import alrc.stem.format.numpy.NpyReader;
import alrc.stem.format.numpy.NpzReader;
import alrc.stem.format.png.PngReader;
import alrc.stem.format.tia.EmiReader;
import alrc.stem.format.tia.SerReader;
import alrc.stem.format.tiff.TiffReader;
import alrc.stem.format.tvips.TvipsReader;
import alrc.stem.format.zarr.ZarrFolderReader;
import alrc.stem.format.zarr.ZarrZipReader;
import alrc.stem.packed.PackedFile;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.DatasetReader;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The registry of image readers. It opens a file by its content; by its name only where that is how
 * the parts of one acquisition name each other.
 */
public final class ImageReaders {
  private static final List<ImageReader> READERS =
      List.of(
          new DigitalMicrographReader(),
          new TiffReader(),
          new PngReader(),
          new SerReader(),
          new EmiReader(),
          new BlockfileReader(),
          new MibReader(),
          new NpyReader(),
          new NpzReader(),
          new MrcReader(),
          new Hdf5Reader(),
          new ZarrZipReader(),
          new ZarrFolderReader(),
          new TvipsReader(),
          new EmpadXmlReader(),
          new EmpadReader());

  /** Readers of other jars on the class path, by {@link ServiceLoader}. */
  private static final List<ImageReader> ADDED =
      ServiceLoader.load(ImageReader.class, ImageReader.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private ImageReaders() {}

  /** Returns the readers of this program, in the order in which they are tried. */
  public static List<ImageReader> all() {
    return READERS;
  }

  /** Returns whether a file that begins so has a reader. */
  public static boolean matches(ByteBuffer head) {
    return reader(head).isPresent();
  }

  private static Optional<ImageReader> reader(ByteBuffer head) {
    return Stream.concat(READERS.stream(), ADDED.stream())
        .filter(reader -> reader.matches(head.duplicate()))
        .findFirst();
  }

  private static Optional<ImageReader> reader(SeekableSource source, ByteBuffer head)
      throws IOException {
    for (ImageReader reader : Stream.concat(READERS.stream(), ADDED.stream()).toList()) {
      if (reader.matches(source, head.duplicate())) {
        return Optional.of(reader);
      }
    }
    return Optional.empty();
  }

  /**
   * Finds the images of a file, without decoding pixels. The source must stay open while they are
   * read, and stays the caller's to close.
   *
   * @param maxPixels the most pixels that one frame may have
   * @throws UnreadableImageException when the file is no micrograph, damaged, or not supported
   * @throws IOException when the storage fails
   */
  public static ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    return open(source, maxPixels, "");
  }

  /**
   * Finds the images of a file like {@link #open(SeekableSource, long)}, or one array of it.
   *
   * @param dataset path of the array; empty for the images that the reader finds
   * @throws UnreadableImageException of the kind NOT_SELECTED if the file has no such array
   */
  public static ImageFile open(SeekableSource source, long maxPixels, String dataset)
      throws IOException {
    ByteBuffer head = head(source);
    Optional<ImageReader> reader = reader(source, head);
    if (reader.isPresent()) {
      return open(reader.get(), source, maxPixels, dataset);
    }
    Optional<PackedFile> packed = PackedFile.of(head);
    if (packed.isPresent()) {
      return unpacked(packed.get(), source, maxPixels, dataset);
    }
    throw unread(head);
  }

  private static ImageFile open(
      ImageReader reader, SeekableSource source, long maxPixels, String dataset)
      throws IOException {
    if (dataset.isEmpty()) {
      return reader.open(source, maxPixels);
    }
    if (reader instanceof DatasetReader arrays) {
      return arrays.open(source, maxPixels, dataset);
    }
    throw UnreadableImageException.notSelected(
        reader.format(),
        "has no named arrays, so --dataset " + dataset + " leaves it out; only HDF5 and Zarr have");
  }

  /** Reads a file that was compressed as a whole; inside may not be another. */
  private static ImageFile unpacked(
      PackedFile packed, SeekableSource source, long maxPixels, String dataset) throws IOException {
    SeekableSource content =
        packed.unpack(
            source,
            ImageReader.HEAD_BYTES,
            head -> {
              if (!matches(head)) {
                throw unread(head).in(packed.format());
              }
            });
    ImageFile file = open(reader(head(content)).orElseThrow(), content, maxPixels, dataset);
    return new ImageFile(
        file.format() + " in " + packed.format(), file.images(), file.companionOf(), file.notes());
  }

  private static UnreadableImageException unread(ByteBuffer head) {
    if (!head.hasRemaining()) {
      return UnreadableImageException.corrupt("empty file", 0, "a micrograph", "0 bytes");
    }
    Optional<String> other = OtherFormats.name(head);
    if (other.isPresent()) {
      return UnreadableImageException.unsupported(other.get(), OtherFormats.advice(other.get()));
    }
    return UnreadableImageException.notAMicrograph(OtherFormats.describe(head));
  }

  private static ByteBuffer head(SeekableSource source) throws IOException {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(ImageReader.HEAD_BYTES, source.size()));
    source.readFully(0, head);
    return head.flip();
  }
}
