package alrc.stem.format.numpy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small NPY and NPZ files, for cases that no shared file has. */
public final class NpyBytes {
  private NpyBytes() {}

  /** An array of version 1 with this description and these stored values. */
  public static byte[] array(String description, byte[] values) {
    return array(1, description, values);
  }

  public static byte[] array(int version, String description, byte[] values) {
    byte[] text = (description + "\n").getBytes(StandardCharsets.UTF_8);
    int prefix = version == 1 ? 10 : 12;
    ByteBuffer file =
        ByteBuffer.allocate(prefix + text.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    return file.put(text).put(values).array();
  }

  public static String description(String type, boolean fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }"
        .formatted(type, fortran ? "True" : "False", shape);
  }

  /** An archive of arrays, all stored or all deflated; names and arrays in turn. */
  public static byte[] archive(int method, Object... namesAndArrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndArrays.length; i += 2) {
        byte[] content = (byte[]) namesAndArrays[i + 1];
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry((String) namesAndArrays[i]);
        entry.setMethod(method);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Small sound arrays, in either order of axes and bytes. */
  public static List<byte[]> seeds() {
    byte[] values = new byte[48];
    return List.of(
        array(description("<u2", false, "4, 6"), values),
        array(description(">f4", true, "2, 2, 3"), values),
        array(3, description("|i1", false, "48,"), values));
  }

  /** Small sound archives, stored and deflated. */
  public static List<byte[]> archives() {
    List<byte[]> arrays = seeds();
    return List.of(
        archive(ZipEntry.STORED, "a.npy", arrays.get(0), "b.npy", arrays.get(1)),
        archive(ZipEntry.DEFLATED, "a.npy", arrays.get(1), "b.npy", arrays.get(2)));
  }
}
