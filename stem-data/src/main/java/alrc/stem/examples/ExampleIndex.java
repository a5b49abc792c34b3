package alrc.stem.examples;

import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.EncodedPixels;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.parquet.Columns;
import alrc.stem.parquet.Columns.Kind;
import alrc.stem.parquet.RowWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * The table of a part whose pixels are not in Parquet: the columns of the examples without their
 * pixels, and the offsets of the pixels. Its footer contains the part's facts.
 *
 * <p>{@code truth_at} and {@code scan_at} are byte offsets of the first pixel, {@code scan_pixels}
 * counts the scan's; pixels follow one another without a gap, so that any example can be read
 * alone.
 */
final class ExampleIndex implements Closeable {
  static final String SUFFIX = ".index.parquet";

  private record Placed(EncodedExample example, long truthAt, @Nullable Long scanAt) {
    @Nullable Integer scanPixels(ScanLayout layout) {
      if (layout == ScanLayout.DENSE) {
        return scanAt == null ? null : example.truth().count();
      }
      return example.scan().map(EncodedPixels::count).orElse(null);
    }
  }

  private final Map<String, String> footer = new HashMap<>();
  private final RowWriter<Placed> rows;

  ExampleIndex(OutputFile file, DatasetLayout layout, long seed) throws IOException {
    Function<Placed, EncodedExample> example = Placed::example;
    Columns<Placed> columns =
        ExampleColumns.storage(
            ExampleColumns.facts(new Columns<Placed>(), seed, example), layout, example);
    columns
        .add(ExampleColumns.TRUTH_AT, Kind.LONG, Placed::truthAt)
        .addNullable(ExampleColumns.SCAN_AT, Kind.LONG, Placed::scanAt)
        .addNullable(ExampleColumns.SCAN_PIXELS, Kind.INT, e -> e.scanPixels(layout.scanLayout()));
    rows = RowWriter.open(file, columns, footer);
  }

  /**
   * Adds an example.
   *
   * @param scanAt null without a scan
   */
  void add(EncodedExample example, long truthAt, @Nullable Long scanAt) throws IOException {
    rows.write(new Placed(example, truthAt, scanAt));
  }

  void describe(PartFacts facts) {
    footer.put(PartFacts.FOOTER_KEY, facts.toJson());
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
