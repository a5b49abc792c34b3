package alrc.jobs.spark.stage;

import alrc.stem.transform.Recipe;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A Spark ML stage that applies the steps of a recipe of {@code prepare} to crops, and gives the
 * same bytes. It takes rows with {@code source_sha256}, {@code image}, {@code frame}, {@code row},
 * {@code col}, {@code height}, {@code width} and {@code pixels}, such as {@link GridCropper} gives;
 * where the recipe cuts is not used.
 *
 * <p>New columns, as in a prepared data set: {@code augmentation}, {@code orientation} (int),
 * {@code raw_min}, {@code raw_max} (double), {@code blank} (boolean), {@code mask_id} (string),
 * {@code seed} (long), {@code truth} and {@code scan} (binary float32; the scan sparse, null
 * without one). The column {@code pixels} is left out, and so are crops that the recipe rejects.
 */
public final class RecipeStage extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private static final StructType ADDED =
      new StructType()
          .add("height", DataTypes.IntegerType)
          .add("width", DataTypes.IntegerType)
          .add("augmentation", DataTypes.IntegerType)
          .add("orientation", DataTypes.IntegerType)
          .add("raw_min", DataTypes.DoubleType)
          .add("raw_max", DataTypes.DoubleType)
          .add("blank", DataTypes.BooleanType)
          .add("mask_id", DataTypes.StringType)
          .add("seed", DataTypes.LongType)
          .add("truth", DataTypes.BinaryType)
          .add("scan", DataTypes.BinaryType);

  private final String uid;
  private final Param<String> recipe;
  private final LongParam seed;

  /** Makes a stage with its settings at their defaults. */
  public RecipeStage() {
    this(Identifiable$.MODULE$.randomUID("recipe"));
  }

  /** Makes a stage with a name, as Spark does on loading. */
  public RecipeStage(String uid) {
    this.uid = uid;
    this.recipe = new Param<>(uid, "recipe", "settings of the recipe, as JSON or YAML");
    this.seed = new LongParam(uid, "seed", "of all that is random");
    setDefault(recipe, Recipe.named(Recipe.PARTIAL_STEM_PAPER).canonicalJson());
    setDefault(seed, 0L);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The settings of the recipe, as JSON or YAML. */
  public Param<String> recipe() {
    return recipe;
  }

  /** The seed of all that is random. */
  public LongParam seed() {
    return seed;
  }

  /** Sets the recipe. */
  public RecipeStage setRecipe(Recipe settings) {
    set(recipe, settings.canonicalJson());
    return this;
  }

  /** Sets the seed. */
  public RecipeStage setSeed(long value) {
    set(seed, value);
    return this;
  }

  private static RowLayout layout(StructType schema) {
    return new RowLayout(schema, List.of("pixels"), ADDED);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return layout(schema).schema();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    RowLayout layout = layout(rows.schema());
    ApplyRecipe steps =
        new ApplyRecipe(rows.schema(), layout, getOrDefault(recipe), (Long) getOrDefault(seed));
    return rows.toDF().flatMap(steps, Encoders.row(layout.schema()));
  }

  @Override
  public RecipeStage copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads a stage that was saved. */
  public static MLReader<RecipeStage> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a stage that was saved. */
  public static RecipeStage load(String path) {
    return read().load(path);
  }
}
