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
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.ImageReader;
import alrc.stem.stored.StoredImage;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Whatever bytes a reader is given, it reads or refuses them, and nothing else. The build runs each
 * test on its seeds and on what was found before; {@code benchmarks/fuzz} runs them for minutes,
 * under a small heap and a limit of seconds per file.
 */
class ReaderFuzzTest {
  /** More must be refused, not allocated. */
  private static final long MOST_PIXELS = 1 << 18;

  private static void read(ImageReader reader, byte[] bytes) throws IOException {
    read(reader, bytes, Map.of());
  }

  private static void read(ImageReader reader, byte[] bytes, Map<String, byte[]> siblings)
      throws IOException {
    read(reader, bytes, new BytesSource(bytes, siblings));
  }

  private static void read(ImageReader reader, byte[] bytes, BytesSource source)
      throws IOException {
    int head = Math.min(bytes.length, ImageReader.HEAD_BYTES);
    if (!reader.matches(source, ByteBuffer.wrap(bytes, 0, head).slice())) {
      return;
    }
    try {
      ImageFile file = reader.open(source, MOST_PIXELS);
      for (StoredImage image : file.images()) {
        image.verify();
        image.read(image.frames() - 1, image.height() - 1, 1);
        ImageStatistics.of(image);
      }
    } catch (UnreadableImageException refused) {
      if (refused.explanation().isBlank()) {
        throw new AssertionError("refused without a reason", refused);
      }
    }
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void digitalMicrograph(byte[] file) throws IOException {
    read(new DigitalMicrographReader(), file);
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void tiff(byte[] file) throws IOException {
    read(new TiffReader(), file);
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void png(byte[] file) throws IOException {
    read(new PngReader(), file);
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void ser(byte[] file) throws IOException {
    read(new SerReader(), file);
  }

  /** After an EMI's signature comes the series that lies beside it. */
  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void emi(byte[] file) throws IOException {
    byte[] series = Arrays.copyOfRange(file, Math.min(4, file.length), file.length);
    read(new EmiReader(), file, Map.of("bytes_1.ser", series));
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void mrc(byte[] file) throws IOException {
    read(new MrcReader(), file);
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void blockfile(byte[] file) throws IOException {
    read(new BlockfileReader(), file);
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void npy(byte[] file) throws IOException {
    read(new NpyReader(), file);
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void npz(byte[] file) throws IOException {
    read(new NpzReader(), file);
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void hdf5(byte[] file) throws IOException {
    read(new Hdf5Reader(), file);
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void zarr(byte[] file) throws IOException {
    read(new ZarrZipReader(), file);
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void mib(byte[] file) throws IOException {
    read(new MibReader(), file);
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void tvips(byte[] file) throws IOException {
    read(new TvipsReader(), file);
  }

  /** The XML, beside one pattern. */
  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void empad(byte[] file) throws IOException {
    read(new EmpadXmlReader(), file, Map.of("one.raw", new byte[130 * 128 * 4]));
  }

  /** One pattern, beside the XML. */
  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void empadRaw(byte[] file) throws IOException {
    byte[] raw = new byte[130 * 128 * 4];
    read(new EmpadReader(), raw, new BytesSource("one.raw", raw, Map.of("any.xml", file)));
  }

  @ArgumentsSource(ReaderSeeds.class)
  @FuzzTest
  void zarrFolder(byte[] file) throws IOException {
    read(new ZarrFolderReader(), file);
  }
}
