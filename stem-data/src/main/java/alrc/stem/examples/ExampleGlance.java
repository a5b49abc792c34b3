package alrc.stem.examples;

import alrc.stem.parquet.Row;
import alrc.stem.parquet.RowReader;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;

/**
 * The facts of an example in four narrow columns of its part's table.
 *
 * @param position in its part, from 0
 * @param id the example's name
 * @param rawMin the smallest stored value of the crop
 * @param rawMax the largest stored value of the crop
 * @param blank whether the crop is blank
 */
public record ExampleGlance(int position, String id, double rawMin, double rawMax, boolean blank) {
  private static final Set<String> COLUMNS = Set.of("example_id", "raw_min", "raw_max", "blank");

  /**
   * Reads the columns of a part row by row; memory contains one row group of them.
   *
   * @param table the file whose name ends in {@link DatasetFormat#factsSuffix}
   * @param more receives each example; reading ends when it returns false
   */
  public static void each(InputFile table, Predicate<ExampleGlance> more) throws IOException {
    try (ParquetReader<Row> rows = RowReader.open(table, COLUMNS)) {
      int position = 0;
      for (Row row = rows.read(); row != null; row = rows.read()) {
        ExampleGlance glance =
            new ExampleGlance(
                position++,
                row.text("example_id"),
                row.number("raw_min"),
                row.number("raw_max"),
                row.bool("blank"));
        if (!more.test(glance)) {
          return;
        }
      }
    }
  }
}
