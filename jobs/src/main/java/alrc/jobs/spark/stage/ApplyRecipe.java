package alrc.jobs.spark.stage;

import alrc.stem.dataset.EncodedPixels;
import alrc.stem.examples.EncodedExample;
import alrc.stem.transform.Example;
import alrc.stem.transform.ExampleKey;
import alrc.stem.transform.Recipe;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Makes of a row with a crop the rows of its examples. */
final class ApplyRecipe implements FlatMapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final List<String> NEEDED =
      List.of("source_sha256", "image", "frame", "row", "col", "height", "width", "pixels");

  /** Where they are in a row: rows between stages carry no names. */
  private final int[] fields;

  private final RowLayout layout;
  private final String settings;
  private final long seed;
  private transient @Nullable Recipe parsed;

  ApplyRecipe(StructType in, RowLayout layout, String settings, long seed) {
    this.fields = NEEDED.stream().mapToInt(in::fieldIndex).toArray();
    this.layout = layout;
    this.settings = settings;
    this.seed = seed;
  }

  @Override
  public Iterator<Row> call(Row in) {
    Recipe recipe = parsed;
    if (recipe == null) {
      recipe = Recipe.fromJson(settings);
      parsed = recipe;
    }
    Example crop = recipe.measured(raw(in));
    List<Row> examples = new ArrayList<>();
    for (int i = 0; i < recipe.augmentations() && !recipe.refuses(crop); i++) {
      Example example = recipe.apply(crop.augmented(i), seed);
      if (example.isFinite()) {
        examples.add(row(in, EncodedExample.of(example)));
      }
    }
    return examples.iterator();
  }

  private Example raw(Row in) {
    ExampleKey key =
        new ExampleKey(
            "",
            in.getString(fields[0]),
            in.getInt(fields[1]),
            in.getInt(fields[2]),
            in.getInt(fields[3]),
            in.getInt(fields[4]),
            0);
    float[] pixels = FloatPixels.floats((byte[]) in.get(fields[7]));
    return Example.raw(key, in.getInt(fields[5]), in.getInt(fields[6]), pixels);
  }

  private Row row(Row in, EncodedExample encoded) {
    Example example = encoded.example();
    return layout.row(
        in,
        example.height(),
        example.width(),
        example.key().augmentation(),
        example.orientation(),
        example.rawMin(),
        example.rawMax(),
        example.blank(),
        example.scan().map(scan -> scan.mask().id()).orElse(null),
        seed,
        encoded.truth().bytes(),
        encoded.scan().map(EncodedPixels::bytes).orElse(null));
  }
}
