package alrc.stem.dataset;

import alrc.stem.parquet.Columns;
import alrc.stem.parquet.Columns.Kind;
import alrc.stem.parquet.Row;
import alrc.stem.parquet.RowReader;
import alrc.stem.parquet.RowWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/** {@code rejects.parquet}: one row per file, image or crop that was not used. */
public final class ParquetRejects {
  /** The file's name. */
  public static final String FILE = "rejects.parquet";

  private static final Columns<Reject> COLUMNS =
      new Columns<Reject>()
          .add("source", Kind.STRING, Reject::source)
          .addNullable("image", Kind.INT, Reject::image)
          .addNullable("frame", Kind.INT, Reject::frame)
          .addNullable("row", Kind.INT, Reject::row)
          .addNullable("col", Kind.INT, Reject::col)
          .add("stage", Kind.STRING, Reject::stage)
          .add("reason", Kind.STRING, Reject::reason)
          .add("detail", Kind.STRING, Reject::detail);

  private ParquetRejects() {}

  /**
   * Writes the file.
   *
   * @param facts written to the footer: the sources without examples, which are in no part
   */
  public static void write(OutputFile file, Iterable<Reject> rejects, PartFacts facts)
      throws IOException {
    Map<String, String> footer = Map.of(PartFacts.FOOTER_KEY, facts.toJson());
    try (RowWriter<Reject> writer = RowWriter.open(file, COLUMNS, footer)) {
      for (Reject reject : rejects) {
        writer.write(reject);
      }
    }
  }

  /** Reads the file row by row. */
  public static void each(InputFile file, Consumer<Reject> reject) throws IOException {
    try (ParquetReader<Row> rows = RowReader.open(file, Set.of())) {
      for (Row row = rows.read(); row != null; row = rows.read()) {
        reject.accept(
            new Reject(
                row.text("source"),
                number(row, "image"),
                number(row, "frame"),
                number(row, "row"),
                number(row, "col"),
                row.text("stage"),
                row.text("reason"),
                row.text("detail")));
      }
    }
  }

  private static @Nullable Integer number(Row row, String column) {
    return row.has(column) ? (Integer) row.integer(column) : null;
  }

  /** Reads the facts of the sources that gave no examples. */
  public static PartFacts facts(InputFile file) throws IOException {
    String json = RowReader.footer(file).get(PartFacts.FOOTER_KEY);
    if (json == null) {
      throw new IllegalArgumentException(
          "rejects without facts: must carry " + PartFacts.FOOTER_KEY);
    }
    return PartFacts.fromJson(json);
  }
}
