package alrc.stem.dataset;

import alrc.stem.parquet.Columns;
import alrc.stem.parquet.Columns.Kind;
import alrc.stem.parquet.RowWriter;
import java.io.IOException;
import java.util.Map;
import org.apache.parquet.io.OutputFile;

/**
 * {@code duplicates.parquet}: one row per frame that is a copy of a used frame of another source.
 * The frame's own source is either used too or rejected because it is a copy.
 */
public final class ParquetDuplicates {
  /** The file's name. */
  public static final String FILE = "duplicates.parquet";

  private static final Columns<Duplicate> COLUMNS =
      new Columns<Duplicate>()
          .add("source", Kind.STRING, Duplicate::source)
          .add("image", Kind.INT, Duplicate::image)
          .add("frame", Kind.INT, Duplicate::frame)
          .add("of_source", Kind.STRING, Duplicate::of)
          .add("of_image", Kind.INT, Duplicate::ofImage)
          .add("of_frame", Kind.INT, Duplicate::ofFrame)
          .add("kind", Kind.STRING, Duplicate::kind)
          .add("differing_bits", Kind.INT, Duplicate::differingBits);

  private ParquetDuplicates() {}

  /** Writes the file. */
  public static void write(OutputFile file, Iterable<Duplicate> duplicates) throws IOException {
    try (RowWriter<Duplicate> writer = RowWriter.open(file, COLUMNS, Map.of())) {
      for (Duplicate duplicate : duplicates) {
        writer.write(duplicate);
      }
    }
  }
}
