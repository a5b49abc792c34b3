package alrc.stem.dataset;

import alrc.stem.parquet.Columns;
import alrc.stem.parquet.Columns.Kind;
import alrc.stem.parquet.RowWriter;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.apache.parquet.io.OutputFile;

/**
 * {@code sources.parquet}: one row per image that examples were made of, by the examples' {@code
 * source} and {@code image}, with the scale that its file states. Parts of an earlier version add
 * no rows.
 */
public final class ParquetSources {
  /** The file's name. */
  public static final String FILE = "sources.parquet";

  private record Described(SourceFacts source, SourceImage image) {}

  private static final Columns<Described> COLUMNS =
      new Columns<Described>()
          .add("source", Kind.STRING, row -> row.source().source())
          .add("source_sha256", Kind.STRING, row -> row.source().sha256())
          .add("image", Kind.INT, row -> row.image().image())
          .add("height", Kind.INT, row -> row.image().height())
          .add("width", Kind.INT, row -> row.image().width())
          .addNullable("pixel_size", Kind.DOUBLE, row -> row.image().pixelSize())
          .addNullable("unit", Kind.STRING, row -> row.image().unit());

  private ParquetSources() {}

  /**
   * Writes the file.
   *
   * @param sources in the order of the rows; sources without examples are left out
   */
  public static void write(OutputFile file, Collection<SourceFacts> sources) throws IOException {
    try (RowWriter<Described> writer = RowWriter.open(file, COLUMNS, Map.of())) {
      for (SourceFacts source : sources) {
        for (SourceImage image : source.used()) {
          if (source.examples() > 0) {
            writer.write(new Described(source, image));
          }
        }
      }
    }
  }
}
