package alrc.core.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterFileTest {
  private static final ParameterLayout LAYOUT =
      new ParameterLayout.Builder().add("a.weight", 2, 1, 2, 2).add("a.\"gain\"", 2).build();
  private static final float[] VALUES = {1, -2, 3, 4.5f, Float.MIN_VALUE, 6, 7, 8, 9, 1e30f};

  private static byte[] written() {
    ParameterFile file = new ParameterFile(Map.of("cell", "{\"model\":1}"));
    file.add(LAYOUT, VALUES);
    return file.bytes();
  }

  @Test
  void whatIsWrittenIsRead() {
    ParameterFile file = ParameterFile.of(written());
    assertArrayEquals(VALUES, file.flat(LAYOUT));
    assertEquals(Map.of("cell", "{\"model\":1}"), file.texts());
  }

  @Test
  void theBytesAreThoseOfTheSpecification() {
    byte[] bytes = written();
    String json =
        "{\"__metadata__\":{\"cell\":\"{\\\"model\\\":1}\"},"
            + "\"a.weight\":{\"dtype\":\"F32\",\"shape\":[2,1,2,2],\"data_offsets\":[0,32]},"
            + "\"a.\\\"gain\\\"\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[32,40]}}";
    int length = (json.length() + 7) / 8 * 8;
    assertEquals(length, bytes[0] & 0xff);
    assertEquals(0, bytes[1]);
    String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    assertEquals(json, header.strip());
    assertEquals(8 + length + 40, bytes.length);
    assertArrayEquals(
        new byte[] {0, 0, (byte) 0x80, 0x3f}, Arrays.copyOfRange(bytes, 8 + length, 12 + length));
  }

  @Test
  void everyCutIsRefused() {
    byte[] bytes = written();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(UnusableStateException.class, () -> ParameterFile.of(cut), "length " + length);
    }
  }

  @Test
  void anotherShapeIsRefusedByName() {
    ParameterLayout other = new ParameterLayout.Builder().add("a.weight", 2, 2, 2, 1).build();
    ParameterFile file = ParameterFile.of(written());
    String message =
        assertThrows(UnusableStateException.class, () -> file.flat(other)).getMessage();
    assertEquals("a.weight: found (2, 1, 2, 2), the model needs (2, 2, 2, 1)", message);
    ParameterLayout missing = new ParameterLayout.Builder().add("b", 1).build();
    assertTrue(
        assertThrows(UnusableStateException.class, () -> file.flat(missing))
            .getMessage()
            .startsWith("b: found nothing"));
  }
}
