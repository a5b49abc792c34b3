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

  private TiffBytes() {}

  /** One file of each maker. */
  public static List<byte[]> seeds() {
    return List.of(
        tiff(Map.of(65009, 0.25, 65003, "nm")),
        tiff(Map.of(34682, FEI.formatted("3e-010"))),
        tiff(Map.of(34118, ZEISS.formatted("2e-009"))),
        tiff(Map.of(270, OME.formatted("PhysicalSizeX=\"0.2\" PhysicalSizeXUnit=\"nm\""))));
  }

  /** An image of 8 × 1 bytes and further fields: text, float64, rational or one whole number. */
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
      boolean text = field.getValue() instanceof String;
      int type = text ? 2 : field.getValue() instanceof Double ? 12 : 5;
      file.putShort((short) type).putInt(text ? bytes.length : 1);
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

  private static byte[] bytes(Object value) {
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
