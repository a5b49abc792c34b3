package alrc.stem.dataset;

import alrc.stem.dataset.Columns.Kind;
import alrc.stem.transform.Example;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes one part of {@code examples/} as a Parquet file (format version 1.0; pages plain and
 * uncompressed, since noise does not compress). The caller supplies the file, local or not.
 */
public final class ParquetExamples implements DatasetWriter {
  private final RowWriter<EncodedExample> writer;
  private final Map<String, String> footer;

  private ParquetExamples(RowWriter<EncodedExample> writer, Map<String, String> footer) {
    this.writer = writer;
    this.footer = footer;
  }

  /**
   * Starts a part.
   *
   * @param layout of the scans
   * @param seed of the run, for the {@code seed} column
   */
  public static ParquetExamples create(OutputFile file, ScanLayout layout, long seed)
      throws IOException {
    Map<String, String> footer = new HashMap<>();
    return new ParquetExamples(
        RowWriter.open(file, columns(layout, seed), footer, "truth", "scan"), footer);
  }

  private static Columns<EncodedExample> columns(ScanLayout layout, long seed) {
    return new Columns<EncodedExample>()
        .add("example_id", Kind.STRING, of(e -> e.key().id()))
        .add("source", Kind.STRING, of(e -> e.key().source()))
        .add("source_sha256", Kind.STRING, of(e -> e.key().sourceSha256()))
        .add("image", Kind.INT, of(e -> e.key().image()))
        .add("frame", Kind.INT, of(e -> e.key().frame()))
        .add("row", Kind.INT, of(e -> e.key().row()))
        .add("col", Kind.INT, of(e -> e.key().col()))
        .add("height", Kind.INT, of(Example::height))
        .add("width", Kind.INT, of(Example::width))
        .add("orientation", Kind.INT, of(Example::orientation))
        .add("raw_min", Kind.DOUBLE, of(Example::rawMin))
        .add("raw_max", Kind.DOUBLE, of(Example::rawMax))
        .add("blank", Kind.BOOLEAN, of(Example::blank))
        .addNullable("mask_id", Kind.STRING, of(e -> e.scan().map(s -> s.mask().id()).orElse(null)))
        .add("seed", Kind.LONG, of(e -> seed))
        .add("truth", Kind.BYTES, EncodedExample::truthBytes)
        .addNullable("scan", Kind.BYTES, e -> scanBytes(e, layout))
        .addNullable(
            "scan_layout", Kind.STRING, of(e -> e.scan().map(s -> layout.label()).orElse(null)));
  }

  private static Function<EncodedExample, @Nullable Object> of(
      Function<Example, @Nullable Object> field) {
    return encoded -> field.apply(encoded.example());
  }

  private static byte @Nullable [] scanBytes(EncodedExample encoded, ScanLayout layout) {
    return switch (layout) {
      case SPARSE -> encoded.example().scan().isPresent() ? encoded.scanBytes() : null;
      case DENSE ->
          encoded
              .example()
              .scan()
              .map(scan -> EncodedExample.FloatBytes.of(scan.spread()))
              .orElse(null);
    };
  }

  @Override
  public void write(EncodedExample example) throws IOException {
    writer.write(example);
  }

  @Override
  public long bytes() {
    return writer.bytes();
  }

  @Override
  public void describe(PartFacts facts) {
    footer.put(PartFacts.FOOTER_KEY, facts.toJson());
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** Reads what a part says of itself; empty where the file carries no such facts. */
  public static Optional<PartFacts> facts(InputFile file) throws IOException {
    return Optional.ofNullable(RowReader.footer(file).get(PartFacts.FOOTER_KEY))
        .map(PartFacts::fromJson);
  }
}
