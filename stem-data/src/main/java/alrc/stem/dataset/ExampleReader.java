package alrc.stem.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;

/** Reads the examples of one part, one after the other. */
public final class ExampleReader implements Closeable {
  private final ParquetReader<Row> rows;

  private ExampleReader(ParquetReader<Row> rows) {
    this.rows = rows;
  }

  /** Opens a part to read all columns. */
  public static ExampleReader open(InputFile file) throws IOException {
    return new ExampleReader(RowReader.open(file, Set.of()));
  }

  /** Opens a part to read some columns: the others are neither read nor to be asked for. */
  public static ExampleReader open(InputFile file, String... columns) throws IOException {
    return new ExampleReader(RowReader.open(file, new TreeSet<>(Arrays.asList(columns))));
  }

  /** Returns the next example; empty at the end. */
  public Optional<StoredExample> next() throws IOException {
    return Optional.ofNullable(rows.read()).map(StoredExample::new);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
