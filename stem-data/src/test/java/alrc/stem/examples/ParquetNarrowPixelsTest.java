package alrc.stem.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.scan.Scan;
import alrc.stem.transform.Example;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DuckDB finds narrow pixels in Parquet, and all that is needed to make values of them. */
class ParquetNarrowPixelsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"FLOAT16,SPARSE", "FLOAT16,DENSE", "UINT16,SPARSE", "UINT16,DENSE"})
  void anIndependentReaderDecodesThem(PixelEncoding pixels, ScanLayout scans) throws Exception {
    Written.write(folder, new DatasetLayout("parquet", scans, pixels), Written.examples());
    String query =
        "SELECT pixels, scan_layout, truth, truth_scale, truth_offset, scan, scan_scale,"
            + " scan_offset FROM '%s' ORDER BY row".formatted(folder.resolve("part.parquet"));
    float tolerance = (float) Written.tolerance(pixels);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows = duck.createStatement().executeQuery(query)) {
      for (Example example : Written.examples()) {
        assertTrue(rows.next());
        assertEquals(pixels.label(), rows.getString("pixels"));
        assertEquals(scans.label(), rows.getString("scan_layout"));
        Scan scan = example.scan().orElseThrow();
        float[] expected = scans == ScanLayout.DENSE ? scan.spread() : scan.values();
        assertArrayEquals(example.truth(), values(rows, "truth", pixels), tolerance);
        assertArrayEquals(expected, values(rows, "scan", pixels), tolerance);
      }
      assertFalse(rows.next());
    }
  }

  private static float[] values(ResultSet rows, String column, PixelEncoding pixels)
      throws SQLException {
    byte[] bytes = rows.getBlob(column).getBytes(1, (int) rows.getBlob(column).length());
    double scale = rows.getDouble(column + "_scale");
    double offset = rows.getDouble(column + "_offset");
    if (pixels == PixelEncoding.FLOAT16) {
      assertEquals(1, scale);
      assertEquals(0, offset);
    }
    ByteBuffer stored = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.length / Short.BYTES];
    for (int i = 0; i < values.length; i++) {
      int bits = Short.toUnsignedInt(stored.getShort());
      double plain = pixels == PixelEncoding.FLOAT16 ? half(bits) : bits;
      values[i] = (float) (plain * scale + offset);
    }
    return values;
  }

  /** IEEE 754-2008, section 3.4, of finite numbers. */
  private static double half(int bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        exponent == 0 ? Math.scalb(fraction, -24) : Math.scalb(1024 + fraction, exponent - 25);
    return bits >> 15 == 0 ? size : -size;
  }
}
