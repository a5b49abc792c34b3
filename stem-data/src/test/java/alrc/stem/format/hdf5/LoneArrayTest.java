package alrc.stem.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.format.numpy.NpyBytes;
import alrc.stem.image.PixelSize;
import alrc.stem.read.BytesSource;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.StoredImage;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LoneArrayTest {

  private static UnreadableImageException refusal(Consumer<WritableGroup> content)
      throws IOException {
    byte[] file = Hdf5Bytes.of(content);
    return assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
  }

  @Test
  void theOnlyArrayOfAFileIsItsImageWhateverElseTheFileSays() throws IOException {
    byte[] file =
        Hdf5Bytes.of(
            root -> {
              WritableGroup entry = root.putGroup("entry");
              entry.putDataset("title", "a scan");
              entry.putDataset("exposure", 0.5);
              entry.putDataset("axis", new double[] {1, 2, 3});
              entry.putGroup("data").putDataset("counts", Hdf5Bytes.ramp(2, 12, 10));
            });
    StoredImage image = BytesSource.readAll(file).images().get(0);
    assertEquals("counts", image.title());
    assertArrayEquals(new long[] {2, 12, 10}, image.shape());
    assertEquals(1000 + 50 * 11 + 3, image.read(1, 11, 1).at(3));
  }

  @Test
  void severalArraysAreRefusedWithTheirNames() throws IOException {
    UnreadableImageException e =
        refusal(
            root -> {
              root.putDataset("image", new int[4][5]);
              root.putGroup("background").putDataset("dark", new int[4][5]);
            });
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("2 arrays, and nothing says which"), e.explanation());
    assertTrue(e.explanation().contains("/background/dark, /image"), e.explanation());
  }

  @Test
  void anArrayIsChosenByItsPathWithTheStepOfItsColumns() throws IOException {
    byte[] file =
        Hdf5Bytes.of(
            root -> {
              WritableGroup nexus = root.putGroup("entry").putGroup("data");
              nexus.putAttribute("axes", new String[] {"y", "x"});
              nexus.putDataset("counts", Hdf5Bytes.ramp(1, 3, 4)[0]);
              nexus.putDataset("x", new double[] {0, 0.25, 0.5, 0.75}).putAttribute("units", "nm");
              WritableGroup emd = root.putGroup("py4DSTEM").putGroup("dark field");
              emd.putDataset("data", Hdf5Bytes.ramp(1, 5, 6)[0]);
              emd.putDataset("dim1", new double[] {0, 2}).putAttribute("units", "A");
              root.putDataset("cube", new short[2][3][4][5]);
            });
    StoredImage nexus = chosen(file, "/entry/data/counts");
    assertEquals("counts", nexus.title());
    assertEquals(new PixelSize(0.25, "nm"), nexus.pixelSize().orElseThrow());
    assertEquals(50 * 2 + 3, nexus.read(0, 2, 1).at(3));
    StoredImage emd = chosen(file, "py4DSTEM/dark field/data");
    assertEquals(new PixelSize(2, "A"), emd.pixelSize().orElseThrow());
    assertArrayEquals(new long[] {2, 3, 4, 5}, chosen(file, "cube").shape());
    for (String absent : List.of("entry", "entry/data/none", "entry/data/counts/x")) {
      UnreadableImageException e =
          assertThrows(UnreadableImageException.class, () -> chosen(file, absent));
      assertEquals(Kind.NOT_SELECTED, e.kind());
      assertTrue(e.explanation().contains("has no array " + absent), e.explanation());
      assertTrue(e.explanation().contains("/cube, /entry/data/counts, /py4DSTEM"));
    }
    byte[] npy = NpyBytes.seeds().get(0);
    assertEquals(
        Kind.NOT_SELECTED,
        assertThrows(UnreadableImageException.class, () -> chosen(npy, "cube")).kind());
  }

  private static StoredImage chosen(byte[] file, String dataset) throws IOException {
    return ImageReaders.open(new BytesSource(file), 1 << 20, dataset).images().get(0);
  }

  @Test
  void nionSwiftStatesThePixelSizeInJson() throws IOException {
    String json =
        "{\"data_source\": {\"dimensional_calibrations\": [{\"scale\": 3, \"units\": \"s\"},"
            + " {\"scale\": 1, \"units\": \"\"}, {\"scale\": 0.5, \"units\": \"nm\"}]}}";
    byte[] file =
        Hdf5Bytes.of(
            root ->
                root.putDataset("data", Hdf5Bytes.ramp(2, 4, 5)).putAttribute("properties", json));
    StoredImage image = BytesSource.readAll(file).images().get(0);
    assertEquals(new PixelSize(0.5, "nm"), image.pixelSize().orElseThrow());
  }

  @Test
  void aFileOfGatansIsNamed() throws IOException {
    UnreadableImageException e =
        refusal(
            root -> {
              WritableGroup list = root.putGroup("ImageList");
              list.putGroup("[0]").putGroup("ImageData").putDataset("Data", new int[4][5]);
              list.putGroup("[1]").putGroup("ImageData").putDataset("Data", new int[4][5]);
            });
    assertTrue(e.explanation().startsWith("Gatan DM5: 2 arrays"), e.explanation());
    assertTrue(e.explanation().contains("--dataset: /ImageList/[0]/ImageData/Data"));
  }

  @Test
  void aFileWithoutArraysSaysWhatItWouldNeed() throws IOException {
    UnreadableImageException e = refusal(root -> root.putDataset("title", "text only"));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("a single array of two or more axes"), e.explanation());
  }
}
