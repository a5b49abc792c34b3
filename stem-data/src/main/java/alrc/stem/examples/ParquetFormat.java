package alrc.stem.examples;

import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.PartFacts;
import alrc.stem.parquet.RowWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.OutputFile;

/**
 * A part is one Parquet file (format version 1.0; pages plain and uncompressed, since noise does
 * not compress), pixels included. The caller supplies the file, local or not.
 */
public final class ParquetFormat implements DatasetFormat {
  static final String NAME = "parquet";

  private static final String SUFFIX = ".parquet";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String suffix() {
    return SUFFIX;
  }

  @Override
  public List<String> companions() {
    return List.of();
  }

  @Override
  public String factsSuffix() {
    return SUFFIX;
  }

  @Override
  public DatasetWriter create(Outputs files, DatasetLayout layout, long seed) throws IOException {
    return create(files.file(SUFFIX), layout, seed);
  }

  /** Starts a part in the given file. */
  static DatasetWriter create(OutputFile file, DatasetLayout layout, long seed) throws IOException {
    Map<String, String> footer = new HashMap<>();
    return new Writer(
        RowWriter.open(
            file,
            ExampleColumns.all(layout, seed),
            footer,
            ExampleColumns.TRUTH,
            ExampleColumns.SCAN),
        footer);
  }

  @Override
  public ExamplePart open(Inputs files) throws IOException {
    return ExamplePart.open(files.file(SUFFIX), rows -> new ParquetPixels(files.file(SUFFIX)));
  }

  private static final class Writer implements DatasetWriter {
    private final RowWriter<EncodedExample> rows;
    private final Map<String, String> footer;

    Writer(RowWriter<EncodedExample> rows, Map<String, String> footer) {
      this.rows = rows;
      this.footer = footer;
    }

    @Override
    public void write(EncodedExample example) throws IOException {
      rows.write(example);
    }

    @Override
    public void describe(PartFacts facts) {
      footer.put(PartFacts.FOOTER_KEY, facts.toJson());
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
