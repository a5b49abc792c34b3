package alrc.stem.format.mrc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.PixelSize;
import alrc.stem.read.BytesSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrcReaderTest {
  private static final int EXTENDED = 8;

  /** A volume of 2 × 3 × 5 with an extended header of 8 bytes. */
  private static ByteBuffer volume(ByteOrder order, int mode, int bytes) {
    ByteBuffer file = ByteBuffer.allocate(1024 + EXTENDED + 30 * bytes).order(order);
    file.putInt(0, 5).putInt(4, 3).putInt(8, 2).putInt(12, mode);
    file.putInt(28, 5).putInt(32, 3).putInt(36, 2);
    file.putFloat(40, 10).putFloat(44, 30).putFloat(48, 1);
    file.putInt(64, 1).putInt(68, 2).putInt(72, 3).putInt(92, EXTENDED);
    file.put(208, new byte[] {'M', 'A', 'P', ' '});
    byte stamp = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 0x44 : 0x11);
    return file.put(212, stamp).put(213, stamp);
  }

  private static StoredImage read(ByteBuffer file) throws IOException {
    return BytesSource.readAll(file.array()).images().get(0);
  }

  @ParameterizedTest
  @CsvSource({"0, int8, 1", "1, int16, 2", "2, float32, 4", "6, uint16, 2", "12, float16, 2"})
  void bothByteOrdersAndAllRealModesAreRead(int mode, String dtype, int bytes) throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      ByteBuffer file = volume(order, mode, bytes);
      int last = file.capacity() - bytes;
      switch (dtype) {
        case "int8" -> file.put(last, (byte) 5);
        case "float32" -> file.putFloat(last, 5);
        case "float16" -> file.putShort(last, (short) 0x4500);
        default -> file.putShort(last, (short) 5);
      }
      StoredImage image = read(file);
      assertEquals(dtype, image.dtype());
      assertArrayEquals(new long[] {2, 3, 5}, image.shape());
      assertEquals(5, image.read(1, 2, 1).at(4));
      assertEquals(Optional.of(new PixelSize(0.2, "nm")), image.pixelSize());
    }
  }

  @Test
  void filesWithoutASignatureAreToldByTheirNumbers() throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      ByteBuffer file = volume(order, 1, 2).putLong(208, 0);
      assertArrayEquals(new long[] {2, 3, 5}, read(file).shape());
      ByteBuffer other = volume(order, 1, 2).putLong(208, 0).putInt(68, 1);
      UnreadableImageException e = assertThrows(UnreadableImageException.class, () -> read(other));
      assertEquals(UnreadableImageException.Kind.NOT_A_MICROGRAPH, e.kind());
    }
  }

  @Test
  void aCellOfNoSizeGivesNoPixelSizeAndTheAxisOfColumnsGivesIt() throws IOException {
    ByteBuffer without = volume(ByteOrder.LITTLE_ENDIAN, 0, 1).putFloat(40, 0);
    assertEquals(Optional.empty(), read(without).pixelSize());
    ByteBuffer turned = volume(ByteOrder.LITTLE_ENDIAN, 0, 1).putInt(64, 2).putInt(68, 1);
    assertEquals(Optional.of(new PixelSize(1.0, "nm")), read(turned).pixelSize());
  }

  @Test
  void bytesOfImodAreUnsignedWhereItSaysSo() throws IOException {
    ByteBuffer file = volume(ByteOrder.LITTLE_ENDIAN, 0, 1).putInt(152, 1146047817);
    assertEquals("uint8", read(file).dtype());
    assertEquals("int8", read(file.putInt(156, 1)).dtype());
  }

  @ParameterizedTest
  @CsvSource({"60, 150, uint8", "-60, 100, int8", "0, 100, int8", "0, 0, int8", "9, -9, int8"})
  void statedLimitsDecideTheSignWhereNoStampDoes(float least, float greatest, String dtype)
      throws IOException {
    ByteBuffer file = volume(ByteOrder.LITTLE_ENDIAN, 0, 1);
    file.putFloat(76, least).putFloat(80, greatest);
    assertEquals(dtype, read(file).dtype());
    assertEquals("uint8", read(file.putInt(152, 1146047817)).dtype());
  }

  @Test
  void theOrderThatMakesSenseWinsOverAMissingOrContraryStamp() throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      for (int stamp : new int[] {0, 0x44, 0x11}) {
        ByteBuffer file = volume(order, 0, 1).put(212, (byte) stamp).put(213, (byte) stamp);
        assertArrayEquals(new long[] {2, 3, 5}, read(file).shape(), order + " " + stamp);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3, complex int16", "4, complex float32", "101, 4-bit", "16, red", "7, mode 7"})
  void otherModesAreUnsupportedByName(int mode, String name) {
    ByteBuffer file = volume(ByteOrder.LITTLE_ENDIAN, mode, 8);
    UnreadableImageException e = assertThrows(UnreadableImageException.class, () -> read(file));
    assertEquals(UnreadableImageException.Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains(name), e.explanation());
  }
}
