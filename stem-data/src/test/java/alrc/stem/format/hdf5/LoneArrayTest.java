package alrc.stem.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.read.BytesSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.StoredImage;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
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
  void aFileWithoutArraysSaysWhatItWouldNeed() throws IOException {
    UnreadableImageException e = refusal(root -> root.putDataset("title", "text only"));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("a single array of two or three axes"), e.explanation());
  }
}
