package alrc.stem.format.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** TIFF files of one row with the fields of some maker, made here. */
public final class TiffBytes {
  static final String FEI =
      "[User]\r\nPixelWidth=7\r\n\r\n[Scan]\r\nDwelltime=1e-005\r\nPixelWidth=%s\r\n[EScan]\r\n"
          + "PixelWidth=9\r\n";
  static final String ZEISS = "0\r\n0\r\n0\r\n%s\r\n1.045845e+002\r\n6\r\n";
  static final String OME =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OME><Image><Pixels ID=\"Pixels:0\" SizeX=\"8\" %s>"
          + "<Channel/></Pixels><Pixels PhysicalSizeX=\"5\"/></Image></OME>";

  /** Where values begin in a file without further fields. */
  private static final int VALUES_AT = 16 + 2 + 6 * 12 + 4;

  private TiffBytes() {}

  /** One file of each maker. */
  public static List<byte[]> seeds() {
    return List.of(
        tiff(Map.of(65009, 0.25, 65003, "nm")),
        tiff(Map.of(34682, FEI.formatted("3e-010"))),
        tiff(Map.of(34118, ZEISS.formatted("2e-009"))),
        tiff(Map.of(270, OME.formatted("PhysicalSizeX=\"0.2\" PhysicalSizeXUnit=\"nm\""))),
        tiff(Map.of(37706, tvips(2, 1, 1.25f))),
        tiff(Map.of(33560, sis(-9, 0.625))));
  }

  /** EM-MENU's header: of version 2, with a mode of the microscope and a pixel size in nm. */
  static byte[] tvips(int version, int mode, float size) {
    ByteBuffer header = ByteBuffer.allocate(244 + 6068).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0, version).putInt(176, 15_600);
    header.putFloat(244 + 2724, size).putFloat(244 + 2728, 7).putInt(244 + 3288, mode);
    return header.putInt(244 + 6064, 0xaaaaaaaa).array();
  }

  /** A structure of SIS, as the only further field of a file: with a size and its power of ten. */
  static byte[] sis(int exponent, double size) {
    int at = VALUES_AT + 12;
    ByteBuffer structure = ByteBuffer.allocate(60 + 2 * 8 + 112).order(ByteOrder.LITTLE_ENDIAN);
    structure.put("SIS0".getBytes(StandardCharsets.US_ASCII)).putShort(58, (short) 2);
    structure.putShort(60, (short) 10).putInt(64, at);
    structure.putShort(68, (short) 1).putInt(72, at + 76);
    structure.putShort(76 + 10, (short) exponent).putDouble(76 + 12, size).putDouble(76 + 20, 7);
    return structure.array();
  }

  /**
   * An image of 8 × 1 bytes and further fields: text, float64, rational, bytes or one whole number.
   */
  static byte[] tiff(Map<Integer, Object> further) {
    TreeMap<Integer, Object> fields = new TreeMap<>(further);
    fields.putAll(Map.of(256, 8, 257, 1, 258, 8, 259, 1, 273, 8, 277, 1));
    ByteBuffer file = ByteBuffer.allocate(1 << 19).order(ByteOrder.LITTLE_ENDIAN);
    int values = 16 + 2 + 12 * fields.size() + 4;
    file.putInt(0x002a4949).putInt(16).position(16);
    file.putShort((short) fields.size());
    for (Map.Entry<Integer, Object> field : fields.entrySet()) {
      file.putShort(field.getKey().shortValue());
      if (field.getValue() instanceof Integer number) {
        file.putShort((short) 4).putInt(1).putInt(number);
        continue;
      }
      byte[] bytes = bytes(field.getValue());
      int type = type(field.getValue());
      file.putShort((short) type).putInt(type == 2 || type == 7 ? bytes.length : 1);
      if (bytes.length <= 4) {
        file.put(Arrays.copyOf(bytes, 4));
      } else {
        file.putInt(values);
        file.put(values, bytes);
        values += bytes.length;
      }
    }
    file.putInt(0);
    return Arrays.copyOf(file.array(), values + 8);
  }

  private static int type(Object value) {
    if (value instanceof String) {
      return 2;
    }
    return value instanceof byte[] ? 7 : value instanceof Double ? 12 : 5;
  }

  private static byte[] bytes(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof String text) {
      return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    if (value instanceof Double real) {
      bytes.putDouble(real);
    } else {
      int[] parts = (int[]) value;
      bytes.putInt(parts[0]).putInt(parts[1]);
    }
    return bytes.array();
  }
}
