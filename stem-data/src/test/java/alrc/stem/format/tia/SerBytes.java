package alrc.stem.format.tia;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes small TIA series, for cases that no shared file has. */
public final class SerBytes {
  private SerBytes() {}

  /**
   * Makes a series.
   *
   * @param version 0x210 or 0x220
   * @param dimensions of the series
   * @param type of the values, 1 to 10
   * @param shape columns, rows of an element; columns alone for a spectrum
   * @param elements stored values of each
   */
  public static byte[] series(
      int version, List<Integer> dimensions, int type, List<Integer> shape, byte[]... elements) {
    boolean wide = version == 0x220;
    int table = (wide ? 34 : 30) + dimensions.size() * 33;
    int head = shape.size() * 24 + 2;
    int first = table + elements.length * (wide ? 8 : 4);
    int bytes = first;
    for (byte[] element : elements) {
      bytes += head + element.length;
    }
    ByteBuffer file = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x01974949).putShort((short) version);
    file.putInt(shape.size() == 1 ? 0x4120 : 0x4122).putInt(0x4152);
    file.putInt(elements.length).putInt(elements.length);
    offset(file, wide, table).putInt(dimensions.size());
    for (int size : dimensions) {
      file.putInt(size).putDouble(0).putDouble(1).putInt(0).putInt(1).put((byte) 'x').putInt(0);
    }
    int at = first;
    for (byte[] element : elements) {
      offset(file, wide, at);
      at += head + element.length;
    }
    for (byte[] element : elements) {
      for (int i = 0; i < shape.size(); i++) {
        file.putDouble(0).putDouble(2e-10).putInt(0);
      }
      file.putShort((short) type);
      shape.forEach(file::putInt);
      file.put(element);
    }
    return file.array();
  }

  private static ByteBuffer offset(ByteBuffer file, boolean wide, int value) {
    return wide ? file.putLong(value) : file.putInt(value);
  }

  /** Small sound series: a stack, an image, spectra. */
  public static List<byte[]> seeds() {
    byte[] element = new byte[24];
    return List.of(
        series(0x210, List.of(2), 2, List.of(4, 3), element, element),
        series(0x220, List.of(1), 7, List.of(3, 2), element),
        series(0x220, List.of(2, 1), 5, List.of(12), element, element));
  }

  /** An EMI's signature, and after it the series that is to lie beside it. */
  public static List<byte[]> withEmi() {
    return seeds().stream()
        .map(
            series -> ByteBuffer.allocate(4 + series.length).putInt(0x4a4b0002).put(series).array())
        .toList();
  }
}
