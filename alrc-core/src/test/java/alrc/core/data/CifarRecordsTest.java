package alrc.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarRecordsTest {
  private static byte[] records(int count, int label) {
    byte[] bytes = new byte[count * CifarRecords.RECORD];
    for (int r = 0; r < count; r++) {
      bytes[r * CifarRecords.RECORD] = (byte) label;
      bytes[r * CifarRecords.RECORD + 1] = (byte) (200 + r);
      bytes[r * CifarRecords.RECORD + 3072] = (byte) 7;
    }
    return bytes;
  }

  @Test
  void readsAnyNumberOfTrainingFilesInTheOrderOfTheirNames(@TempDir Path folder)
      throws IOException {
    Files.write(folder.resolve("data_batch_2.bin"), records(1, 2));
    Files.write(folder.resolve("data_batch_1.bin"), records(3, 1));
    Files.write(folder.resolve("test_batch.bin"), records(5, 5));
    CifarRecords images = CifarRecords.read(folder);
    assertEquals(4, images.count());
    assertEquals("data_batch_1.bin#2", images.id(2));
    assertEquals("data_batch_2.bin#0", images.id(3));
    float[] image = new float[3072];
    images.copy(2, image);
    assertEquals(202, image[0]);
    assertEquals(7, image[3071]);
  }

  @Test
  void digestChangesWithTheBytes() {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put("data_batch_1.bin", records(2, 1));
    String before = CifarRecords.of(files).digest();
    assertEquals(before, CifarRecords.of(files).digest());
    files.put("data_batch_1.bin", records(2, 3));
    assertTrue(!before.equals(CifarRecords.of(files).digest()));
  }

  @Test
  void badFilesAreRefusedWithFileFoundAndExpected(@TempDir Path folder) throws IOException {
    assertEquals(
        folder + ": contains no CIFAR-10 training file (expected data_batch_*.bin)",
        refusal(folder));
    Files.write(folder.resolve("data_batch_1.bin"), new byte[3074]);
    assertEquals(
        "data_batch_1.bin: 3074 bytes, expected a positive multiple of 3073 (CIFAR-10 binary"
            + " records)",
        refusal(folder));
    Files.write(folder.resolve("data_batch_1.bin"), records(2, 10));
    assertEquals("data_batch_1.bin: label 10 at offset 0x0, expected 0 to 9", refusal(folder));
    assertTrue(refusal(folder.resolve("absent")).contains("cannot be read as a CIFAR-10 folder"));
  }

  private static String refusal(Path folder) {
    return assertThrows(UnreadableDataException.class, () -> CifarRecords.read(folder))
        .getMessage();
  }

  @Test
  void readsTheRealRecords() {
    CifarRecords images = CifarRecords.read(SharedData.shared("data/cifar-10-batches-bin"));
    assertEquals(2000, images.count());
    float[] image = new float[3072];
    images.copy(1999, image);
    for (float value : image) {
      assertTrue(value >= 0 && value <= 255);
    }
  }
}
