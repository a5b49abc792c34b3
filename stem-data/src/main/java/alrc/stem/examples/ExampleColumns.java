package alrc.stem.examples;

import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.EncodedPixels;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.parquet.Columns;
import alrc.stem.parquet.Columns.Kind;
import alrc.stem.transform.Example;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The columns of examples, the same in every format. */
final class ExampleColumns {
  static final String TRUTH = "truth";
  static final String SCAN = "scan";
  static final String TRUTH_AT = "truth_at";
  static final String SCAN_AT = "scan_at";
  static final String SCAN_PIXELS = "scan_pixels";

  /** All but the pixels themselves. */
  static final Set<String> FACTS =
      Set.of(
          "example_id",
          "source",
          "source_sha256",
          "image",
          "frame",
          "row",
          "col",
          "height",
          "width",
          "orientation",
          "raw_min",
          "raw_max",
          "blank",
          "mask_id",
          "seed",
          "scan_layout",
          "pixels",
          "truth_scale",
          "truth_offset",
          "scan_scale",
          "scan_offset",
          TRUTH_AT,
          SCAN_AT,
          SCAN_PIXELS);

  private ExampleColumns() {}

  /** Returns all columns, in the order of the data set's contract. */
  static Columns<EncodedExample> all(DatasetLayout layout, long seed) {
    Columns<EncodedExample> columns =
        facts(new Columns<>(), seed, Function.identity())
            .add(TRUTH, Kind.BYTES, e -> e.truth().bytes())
            .addNullable(
                SCAN,
                Kind.BYTES,
                e -> e.scan(layout.scanLayout()).map(EncodedPixels::bytes).orElse(null));
    return storage(columns, layout, Function.identity());
  }

  /** Adds the columns that identify and describe an example. */
  static <T> Columns<T> facts(Columns<T> columns, long seed, Function<T, EncodedExample> in) {
    Function<T, Example> example = in.andThen(EncodedExample::example);
    return columns
        .add("example_id", Kind.STRING, of(example, e -> e.key().id()))
        .add("source", Kind.STRING, of(example, e -> e.key().source()))
        .add("source_sha256", Kind.STRING, of(example, e -> e.key().sourceSha256()))
        .add("image", Kind.INT, of(example, e -> e.key().image()))
        .add("frame", Kind.INT, of(example, e -> e.key().frame()))
        .add("row", Kind.INT, of(example, e -> e.key().row()))
        .add("col", Kind.INT, of(example, e -> e.key().col()))
        .add("height", Kind.INT, of(example, Example::height))
        .add("width", Kind.INT, of(example, Example::width))
        .add("orientation", Kind.INT, of(example, Example::orientation))
        .add("raw_min", Kind.DOUBLE, of(example, Example::rawMin))
        .add("raw_max", Kind.DOUBLE, of(example, Example::rawMax))
        .add("blank", Kind.BOOLEAN, of(example, Example::blank))
        .addNullable(
            "mask_id", Kind.STRING, of(example, e -> e.scan().map(s -> s.mask().id()).orElse(null)))
        .add("seed", Kind.LONG, e -> seed);
  }

  /** Adds the columns that describe how its pixels are stored; for float32, only the layout. */
  static <T> Columns<T> storage(
      Columns<T> columns, DatasetLayout layout, Function<T, EncodedExample> in) {
    columns.addNullable(
        "scan_layout",
        Kind.STRING,
        of(in, e -> e.scan().map(s -> layout.scanLayout().label()).orElse(null)));
    if (layout.pixels() == PixelEncoding.FLOAT32) {
      return columns;
    }
    return columns
        .add("pixels", Kind.STRING, e -> layout.pixels().label())
        .add("truth_scale", Kind.DOUBLE, of(in, e -> e.truth().scale()))
        .add("truth_offset", Kind.DOUBLE, of(in, e -> e.truth().offset()))
        .addNullable("scan_scale", Kind.DOUBLE, scan(in, EncodedPixels::scale))
        .addNullable("scan_offset", Kind.DOUBLE, scan(in, EncodedPixels::offset));
  }

  private static <T> Function<T, @Nullable Object> scan(
      Function<T, EncodedExample> in, ToDoubleFunction<EncodedPixels> field) {
    return row -> {
      Optional<EncodedPixels> scan = in.apply(row).scan();
      return scan.isPresent() ? field.applyAsDouble(scan.get()) : null;
    };
  }

  private static <T, E> Function<T, @Nullable Object> of(
      Function<T, E> in, Function<E, @Nullable Object> field) {
    return row -> field.apply(in.apply(row));
  }
}
