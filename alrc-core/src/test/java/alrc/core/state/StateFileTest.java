package alrc.core.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
  private static final double[] EXACT = {
    0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.NaN, 1e-300 / 3
  };

  private static byte[] written() {
    StateWriter out = new StateWriter();
    out.whole("iteration", Long.MIN_VALUE);
    out.text("trial", "\"a\"\nπ");
    out.floats("parameters", new float[] {1.5f, Float.NaN});
    StateWriter inner = out.inside("rule0");
    for (int i = 0; i < EXACT.length; i++) {
      inner.number("n" + i, EXACT[i]);
    }
    inner.doubles("all", EXACT);
    return out.bytes();
  }

  @Test
  void everyNumberComesBackToTheBit() {
    StateReader in = StateReader.of(written());
    assertEquals(Long.MIN_VALUE, in.whole("iteration"));
    assertEquals("\"a\"\nπ", in.text("trial"));
    assertArrayEquals(new float[] {1.5f, Float.NaN}, in.floats("parameters", 2));
    StateReader inner = in.inside("rule0");
    assertArrayEquals(EXACT, inner.doubles("all"));
    for (int i = 0; i < EXACT.length; i++) {
      assertEquals(
          Double.doubleToLongBits(EXACT[i]), Double.doubleToLongBits(inner.number("n" + i)));
    }
  }

  @Test
  void arraysOfEveryTypeAndShapeComeBack() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      List<NDArray> saved =
          List.of(
              manager.create(new float[] {1, -0f, Float.NaN, 4}).reshape(2, 1, 2),
              manager.create(new double[] {Double.MIN_VALUE}),
              manager.create(0.1),
              manager.create(new long[] {Long.MAX_VALUE, 2}));
      StateWriter out = new StateWriter();
      for (int i = 0; i < saved.size(); i++) {
        out.array("a" + i, saved.get(i));
      }
      StateReader in = StateReader.of(out.bytes());
      for (int i = 0; i < saved.size(); i++) {
        NDArray read = saved.get(i).zerosLike();
        in.array("a" + i, read);
        assertEquals(saved.get(i).toByteBuffer(), read.toByteBuffer());
      }
      NDArray other = manager.zeros(saved.get(1).getShape());
      String message =
          assertThrows(UnusableStateException.class, () -> in.array("a1", other)).getMessage();
      assertEquals("a1 is F64 (1), must be F32 (1)", message);
    }
  }

  @Test
  void aTextIsAddedToASoundFileOnly() {
    StateWriter copy = StateWriter.from(written());
    copy.text("code_version", "0.1");
    StateReader in = StateReader.of(copy.bytes());
    assertEquals("0.1", in.text("code_version"));
    assertArrayEquals(EXACT, in.inside("rule0").doubles("all"));
    byte[] damaged = written();
    damaged[damaged.length / 2] ^= 1;
    assertThrows(UnusableStateException.class, () -> StateWriter.from(damaged));
  }

  @Test
  void whatIsMissingOrOfAnotherKindIsRefusedByName() {
    StateReader in = StateReader.of(written()).inside("rule0");
    List<String> messages =
        List.of(
            refusal(() -> in.whole("step")),
            refusal(() -> in.whole("n0")),
            refusal(() -> in.doubles("n0")),
            refusal(() -> in.floats("all", 7)));
    assertEquals(
        List.of(
            "rule0/step is missing",
            "rule0/n0 is not a whole number: 0x1.999999999999ap-4",
            "rule0/n0 is missing",
            "rule0/all is F64 (7), must be F32 (7)"),
        messages);
  }

  private static String refusal(Runnable reading) {
    return String.valueOf(assertThrows(UnusableStateException.class, reading::run).getMessage());
  }

  @Test
  void everyFlippedBitAndEveryCutIsDetected() {
    byte[] whole = written();
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      assertThrows(UnusableStateException.class, () -> StateReader.of(flipped), "at " + at);
      byte[] cut = Arrays.copyOf(whole, at);
      assertThrows(UnusableStateException.class, () -> StateReader.of(cut), "cut at " + at);
    }
  }

  /** The checksum is right, but the header is not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"crc32c\":5}",
        "{\"crc32c\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}",
        "{\"crc32c\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}} {}",
        "{\"crc32c\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8],\"more\":1}}",
        "{\"crc32c\":{\"dtype\":\"I64\",\"shape\":[-1],\"data_offsets\":[0,8]}}",
        "{\"crc32c\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}",
        "{\"other\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}",
        "{\"__metadata__\":{\"a\":{}},"
            + "\"crc32c\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}"
      })
  void aHeaderThatIsNotTheFilesIsRefused(String header) {
    assertThrows(UnusableStateException.class, () -> StateReader.of(sealed(header)));
  }

  /** Sizes that no file of this length has; reading them must not allocate them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2147483647]|[0,17179869176]",
        "[2147483648,2147483648]|[0,8]",
        "[4611686018427387904]|[0,0]",
        "[9223372036854775807]|[0,9223372036854775807]",
        "[99999999999999999999]|[0,8]",
        "[1]|[-8,0]",
        "[1]|[8,16]",
        "[1]|[8,0]",
        "[1,1,1,1,1,1,1,1,1]|[0,8]"
      })
  void aHeaderNeverClaimsMoreThanTheFile(String shape, String offsets) {
    String entry = "{\"dtype\":\"I64\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
    assertThrows(
        UnusableStateException.class, () -> StateReader.of(sealed("{\"crc32c\":" + entry + "}")));
    assertThrows(
        UnusableStateException.class, () -> ParameterFile.of(sealed("{\"a\":" + entry + "}")));
  }

  private static byte[] sealed(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(16 + json.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    return file.putLong(TensorFile.checksum(file.array(), file.position())).array();
  }

  @Test
  void aSealedFileIsSafetensorsWithItsChecksumAtTheEnd() {
    byte[] bytes = written();
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String json = new String(bytes, 8, header, StandardCharsets.UTF_8).strip();
    int end = bytes.length - 8 - header;
    assertTrue(
        json.endsWith(
            "\"crc32c\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":["
                + (end - 8)
                + ","
                + end
                + "]}}"),
        json);
  }
}
