package alrc.stem.dataset;

import alrc.stem.parquet.Columns;
import alrc.stem.parquet.Columns.Kind;
import alrc.stem.parquet.Row;
import alrc.stem.parquet.RowReader;
import alrc.stem.parquet.RowWriter;
import alrc.stem.scan.ScanMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/** {@code masks.parquet}: one row per distinct scan path. */
public final class ParquetMasks {
  /** The file's name. */
  public static final String FILE = "masks.parquet";

  private static final Columns<ScanMask> COLUMNS =
      new Columns<ScanMask>()
          .add("mask_id", Kind.STRING, ScanMask::id)
          .add("path", Kind.STRING, ScanMask::pathJson)
          .add("nominal_coverage", Kind.DOUBLE, ScanMask::nominalCoverage)
          .add("measured_mean", Kind.DOUBLE, ScanMask::measuredMean)
          .add("measured_selected", Kind.DOUBLE, ScanMask::measuredSelected)
          .add("height", Kind.INT, ScanMask::height)
          .add("width", Kind.INT, ScanMask::width)
          .add("weights", Kind.BYTES, mask -> PixelEncoding.FLOAT32.encode(mask.weights()).bytes());

  private ParquetMasks() {}

  /** Writes the file. */
  public static void write(OutputFile file, Iterable<ScanMask> masks) throws IOException {
    try (RowWriter<ScanMask> writer = RowWriter.open(file, COLUMNS, Map.of(), "weights")) {
      for (ScanMask mask : masks) {
        writer.write(mask);
      }
    }
  }

  /** Reads the file. */
  public static List<ScanMask> read(InputFile file) throws IOException {
    List<ScanMask> masks = new ArrayList<>();
    try (ParquetReader<Row> rows = RowReader.open(file, Set.of())) {
      for (Row row = rows.read(); row != null; row = rows.read()) {
        masks.add(
            new ScanMask(
                row.integer("height"),
                row.integer("width"),
                PixelEncoding.FLOAT32.decode(row.bytes("weights"), 1, 0),
                row.number("nominal_coverage"),
                row.text("path")));
      }
    }
    return masks;
  }
}
