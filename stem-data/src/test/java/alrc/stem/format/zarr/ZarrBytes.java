package alrc.stem.format.zarr;

import alrc.stem.format.numpy.NpyBytes;
import alrc.stem.packed.Compressed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;

/** HyperSpy files in Zarr, made here. */
public final class ZarrBytes {
  static final int ROWS = 70;
  static final int COLUMNS = 50;
  static final int CHUNK = 32;

  private ZarrBytes() {}

  public static byte[] text(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  public static String array(String dtype, String shape, String chunks, String compressor) {
    return """
    {'zarr_format': 2, 'order': 'C', 'filters': null, 'fill_value': 7, 'dtype': '%s',
     'shape': [%s], 'chunks': [%s], 'compressor': %s}
    """
        .formatted(dtype, shape, chunks, compressor);
  }

  /** One image of uint16 that counts its pixels; its last chunk is not stored. */
  public static byte[] file(String compressor, UnaryOperator<byte[]> compress, int method) {
    List<Object> entries = new ArrayList<>(List.of(".zgroup", text("{'zarr_format': 2}")));
    entries.add("Experiments/a/data/.zarray");
    entries.add(text(array("<u2", ROWS + ", " + COLUMNS, CHUNK + ", " + CHUNK, compressor)));
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 2 && r + c < 3; c++) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * CHUNK * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < CHUNK * CHUNK; i++) {
          int row = r * CHUNK + i / CHUNK;
          chunk.putShort((short) (row * COLUMNS + c * CHUNK + i % CHUNK));
        }
        entries.add("Experiments/a/data/" + r + "." + c);
        entries.add(compress.apply(chunk.array()));
      }
    }
    return NpyBytes.archive(method, entries.toArray());
  }

  /** A sound file whose chunks are stored in this way: none or zlib. */
  public static byte[] stored(String compression) {
    String compressor = compression.equals("none") ? "null" : "{'id': '" + compression + "'}";
    return file(compressor.replace('\'', '"'), Compressed.named(compression), ZipEntry.STORED);
  }
}
