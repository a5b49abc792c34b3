package alrc.stem.dataset;

import alrc.settings.RecordJson;
import alrc.stem.parquet.Columns;
import alrc.stem.parquet.Columns.Kind;
import alrc.stem.parquet.Row;
import alrc.stem.parquet.RowReader;
import alrc.stem.parquet.RowWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code stamps.parquet}: one row per source that was read, by which a later run recognises files
 * that have not changed. Without it, that run reads all files.
 */
public final class ParquetStamps {
  /** The file's name. */
  public static final String FILE = "stamps.parquet";

  /** What examined the sources; facts that another program or limit found may differ. */
  private static final String EXAMINED_BY = "alrc.examined-by";

  private static final Columns<StampedSource> COLUMNS =
      new Columns<StampedSource>()
          .add("source", Kind.STRING, StampedSource::source)
          .add("source_sha256", Kind.STRING, StampedSource::sha256)
          .add("place", Kind.STRING, StampedSource::place)
          .add("bytes", Kind.LONG, row -> row.stamp().bytes())
          .add("modified", Kind.LONG, row -> row.stamp().modified())
          .add("etag", Kind.STRING, row -> row.stamp().etag())
          .addNullable("examined", Kind.STRING, ParquetStamps::json);

  private ParquetStamps() {}

  private static @Nullable String json(StampedSource row) {
    return row.examined() == null ? null : RecordJson.text(row.examined());
  }

  /**
   * Writes the file.
   *
   * @param examinedBy what the examined facts depend on beside the file and the settings
   */
  public static void write(OutputFile file, Iterable<StampedSource> sources, String examinedBy)
      throws IOException {
    try (RowWriter<StampedSource> writer =
        RowWriter.open(file, COLUMNS, Map.of(EXAMINED_BY, examinedBy))) {
      for (StampedSource source : sources) {
        writer.write(source);
      }
    }
  }

  /**
   * Reads the file; sources that something else examined are left out where their facts are needed.
   *
   * @return the rows by source
   */
  public static Map<String, StampedSource> read(InputFile file, String examinedBy)
      throws IOException {
    boolean same = examinedBy.equals(RowReader.footer(file).get(EXAMINED_BY));
    Map<String, StampedSource> sources = new TreeMap<>();
    try (ParquetReader<Row> rows = RowReader.open(file, Set.of())) {
      for (Row row = rows.read(); row != null; row = rows.read()) {
        String examined = row.textOrNull("examined");
        if (same || examined == null) {
          sources.put(row.text("source"), source(row, examined));
        }
      }
    }
    return sources;
  }

  private static StampedSource source(Row row, @Nullable String examined) {
    return new StampedSource(
        row.text("source"),
        row.text("source_sha256"),
        row.text("place"),
        new Stamp(row.longInteger("bytes"), row.longInteger("modified"), row.text("etag")),
        examined == null ? null : RecordJson.read(examined, SourceFacts.class));
  }
}
