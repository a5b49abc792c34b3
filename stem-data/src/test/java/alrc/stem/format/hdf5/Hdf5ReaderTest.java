package alrc.stem.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.SharedData;
import alrc.stem.image.PixelSize;
import alrc.stem.image.Pixels;
import alrc.stem.image.Use;
import alrc.stem.read.BytesSource;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Hdf5ReaderTest {
  private static final int FRAMES = 3;
  private static final int ROWS = 7;
  private static final int COLUMNS = 11;

  private static void ncem(WritableGroup root, String name, Object data, String unit) {
    WritableGroup group = root.putGroup(name);
    group.putAttribute("emd_group_type", 1);
    group.putDataset("data", data);
    group.putDataset("dim1", new double[] {0, 2, 4}).putAttribute("units", "[nm]");
    group.putDataset("dim2", new double[] {1, 1.5, 2}).putAttribute("units", unit);
  }

  private static void checkRamp(StoredImage image, int frames) throws IOException {
    assertEquals(frames, image.frames());
    for (int f = 0; f < frames; f++) {
      for (int step : new int[] {1, 2, ROWS}) {
        for (int row = 0; row < ROWS; row += step) {
          Pixels band = image.read(f, row, Math.min(step, ROWS - row));
          for (int i = 0; i < band.count(); i++) {
            assertEquals(1000 * f + 50 * (row + i / COLUMNS) + i % COLUMNS, band.at(i));
          }
        }
      }
    }
  }

  static Stream<Optional<DatasetCreationOptions>> framesFirst() {
    return Stream.of(
        Optional.empty(),
        Optional.of(Hdf5Bytes.chunks(FRAMES, ROWS, COLUMNS)),
        Optional.of(Hdf5Bytes.chunks(1, 3, 4)),
        Optional.of(Hdf5Bytes.chunks(2, ROWS, COLUMNS)),
        Optional.of(Hdf5Bytes.deflated(2, 2, 5)),
        Optional.of(Hdf5Bytes.deflated(1, ROWS, COLUMNS)));
  }

  static Stream<Optional<DatasetCreationOptions>> framesLast() {
    return Stream.of(
        Optional.empty(),
        Optional.of(Hdf5Bytes.chunks(ROWS, COLUMNS, FRAMES)),
        Optional.of(Hdf5Bytes.chunks(3, 4, 1)),
        Optional.of(Hdf5Bytes.chunks(ROWS, COLUMNS, 1)),
        Optional.of(Hdf5Bytes.deflated(2, 5, 2)),
        Optional.of(Hdf5Bytes.deflated(ROWS, COLUMNS, 1)));
  }

  private static void put(
      WritableGroup group, String name, Object data, Optional<DatasetCreationOptions> how) {
    if (how.isPresent()) {
      group.putDataset(name, data, how.get());
    } else {
      group.putDataset(name, data);
    }
  }

  @ParameterizedTest
  @MethodSource("framesFirst")
  void framesComeFirstInHyperSpysFiles(Optional<DatasetCreationOptions> how) throws IOException {
    byte[] file =
        Hdf5Bytes.of(
            root -> {
              WritableGroup group = root.putGroup("Experiments").putGroup("movie");
              put(group, "data", Hdf5Bytes.ramp(FRAMES, ROWS, COLUMNS), how);
            });
    ImageFile read = BytesSource.readAll(file);
    assertEquals("HyperSpy HDF5", read.format());
    assertArrayEquals(new long[] {FRAMES, ROWS, COLUMNS}, read.images().get(0).shape());
    checkRamp(read.images().get(0), FRAMES);
  }

  @ParameterizedTest
  @MethodSource("framesLast")
  void framesComeLastInVeloxFiles(Optional<DatasetCreationOptions> how) throws IOException {
    byte[] file =
        Hdf5Bytes.of(
            root -> {
              WritableGroup group = root.putGroup("Data").putGroup("Image").putGroup("0a1b");
              int[][][] turned = Hdf5Bytes.framesLast(Hdf5Bytes.ramp(FRAMES, ROWS, COLUMNS));
              put(group, "Data", turned, how);
            });
    ImageFile read = BytesSource.readAll(file);
    assertEquals("Velox EMD", read.format());
    StoredImage image = read.images().get(0);
    assertArrayEquals(new long[] {FRAMES, ROWS, COLUMNS}, image.shape());
    assertEquals(Optional.empty(), image.pixelSize());
    assertEquals("", image.title());
    checkRamp(image, FRAMES);
  }

  @Test
  void veloxTellsSpectraFromImagesAndNamesTheDetector() throws IOException {
    byte[] json =
        """
        {"BinaryResult": {"Detector": "DF4", "PixelUnitX": "m", "PixelSize": {"width": "2.5E-11"}}}
        """
            .getBytes(StandardCharsets.UTF_8);
    byte[][] metadata = new byte[json.length + 1][2];
    for (int i = 0; i < json.length; i++) {
      metadata[i] = new byte[] {json[i], 'x'};
    }
    byte[] file =
        Hdf5Bytes.of(
            root -> {
              WritableGroup data = root.putGroup("Data");
              WritableGroup image = data.putGroup("Image").putGroup("a");
              image.putDataset("Data", Hdf5Bytes.framesLast(Hdf5Bytes.ramp(1, ROWS, COLUMNS)));
              image.putDataset("Metadata", metadata, Hdf5Bytes.chunks(40, 1));
              data.putGroup("Spectrum").putGroup("b").putDataset("Data", new int[4096][1]);
            });
    List<StoredImage> images = BytesSource.readAll(file).images();
    assertEquals(2, images.size());
    assertEquals("DF4", images.get(0).title());
    PixelSize size = images.get(0).pixelSize().orElseThrow();
    assertEquals("pm", size.unit());
    assertEquals(25, size.size(), 1e-9);
    checkRamp(images.get(0), 1);
    assertEquals(Use.SPECTRUM, images.get(1).use());
    assertArrayEquals(new long[] {4096}, images.get(1).shape());
  }

  @Test
  void everyGroupOfAnNcemFileIsAnImageWithTheStepOfItsColumns() throws IOException {
    byte[] file =
        Hdf5Bytes.of(
            root -> {
              WritableGroup data = root.putGroup("data");
              ncem(data, "one", Hdf5Bytes.ramp(1, ROWS, COLUMNS)[0], "[Å]");
              ncem(data.putGroup("deeper"), "two", new short[][] {{1, 2}, {3, 4}}, "");
              ncem(data, "loss", new float[2][5], "[eV]");
              WritableGroup bare = data.putGroup("zero");
              bare.putAttribute("emd_group_type", 1);
              bare.putDataset("data", new double[2][5]);
            });
    ImageFile read = BytesSource.readAll(file);
    assertEquals("NCEM EMD", read.format());
    List<StoredImage> images = read.images();
    assertEquals(
        List.of("two", "loss", "one", "zero"), images.stream().map(StoredImage::title).toList());
    assertEquals(Optional.of(new PixelSize(0.5, "")), images.get(0).pixelSize());
    assertEquals(Use.SPECTRUM, images.get(1).use());
    assertEquals(Optional.of(new PixelSize(0.5, "Å")), images.get(2).pixelSize());
    assertEquals(Optional.empty(), images.get(3).pixelSize());
    checkRamp(images.get(2), 1);
  }

  @Test
  void anotherHdf5FileIsUnsupportedAndSaysWhatWasLookedFor() throws IOException {
    byte[] file = Hdf5Bytes.of(root -> root.putDataset("data", new int[] {1}));
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    for (String word : List.of("HDF5", "Velox EMD", "emd_group_type", "Experiments")) {
      assertTrue(e.explanation().contains(word), e.explanation());
    }
  }

  @Test
  void aTypeThatIsNoNumberIsUnsupported() throws IOException {
    byte[] file =
        Hdf5Bytes.of(
            root ->
                root.putGroup("Experiments").putGroup("a").putDataset("data", new String[] {"b"}));
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("StringData in /Experiments/a/data"), e.explanation());
  }

  /** The old headers of this real file have no checksum that would tell of the change. */
  @Test
  void aDeclarationBeyondTheFileIsCorruptBeforeMemoryIsTaken() throws IOException {
    byte[] whole =
        Files.readAllBytes(SharedData.path("data/stem/openNCEM/STEM_HAADF_Diffraction_Micro.emd"));
    ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int changed = 0;
    for (int at = 0; at < whole.length - 24; at++) {
      if (bytes.getLong(at) == 128 && bytes.getLong(at + 8) == 128 && bytes.getLong(at + 16) == 1) {
        bytes.putLong(at, 1L << 20).putLong(at + 8, 1L << 20);
        changed++;
      }
    }
    assertTrue(changed > 0);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(whole));
    assertEquals(Kind.CORRUPT, e.kind());
    assertTrue(e.explanation().contains("[1048576, 1048576, 1]"), e.explanation());
    assertTrue(e.offset().isPresent());
  }

  @Test
  void openingReadsNoPixelsAndARowReadsOnlyItself() throws IOException {
    int[][] large = new int[2000][500];
    large[1500][3] = 5;
    byte[] file =
        Hdf5Bytes.of(root -> root.putGroup("Experiments").putGroup("a").putDataset("data", large));
    BytesSource source = new BytesSource(file);
    StoredImage image = ImageReaders.open(source, 1 << 21).images().get(0);
    long opened = source.bytesRead();
    assertTrue(opened < file.length / 10, opened + " of " + file.length + " bytes to open");
    assertEquals(5, image.read(0, 1500, 1).at(3));
    assertEquals(500 * 4, source.bytesRead() - opened);
  }
}
