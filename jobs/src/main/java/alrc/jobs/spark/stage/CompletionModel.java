package alrc.jobs.spark.stage;

import alrc.core.complete.CompletionBatches;
import alrc.jobs.complete.KeptTrials;
import alrc.jobs.complete.ModelFiles;
import alrc.jobs.complete.ModelRef;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.UserMistake;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.IntParam;
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
import scala.jdk.javaapi.CollectionConverters;

/**
 * A Spark ML model that completes partial scans with a network that a sweep kept, a TorchScript
 * file or a baseline. It takes rows with {@code height}, {@code width}, {@code mask_id}, {@code
 * scan} and {@code truth}, such as {@link RecipeStage} gives.
 *
 * <p>New columns (binary float32, row-major, on [−1, 1]): {@code completion}, and {@code target},
 * the blurred truth. A row whose scan or truth has a value that is not finite, or that has no scan,
 * has neither; its column {@code reject} (string) says why. A saved model contains the address of
 * its network, not the network itself.
 */
public final class CompletionModel extends Model<CompletionModel> implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  static final StructType ADDED =
      new StructType()
          .add("completion", DataTypes.BinaryType)
          .add("target", DataTypes.BinaryType)
          .add("reject", DataTypes.StringType);

  private final String uid;
  private final Param<String> model;
  private final Param<String> recipe;
  private final IntParam batch;

  /** Makes a model with its settings at their defaults; the network must be set. */
  public CompletionModel() {
    this(Identifiable$.MODULE$.randomUID("completionModel"));
  }

  /** Makes a model with a name, as Spark does on loading. */
  public CompletionModel(String uid) {
    this.uid = uid;
    this.model =
        new Param<>(
            uid, "model", "a sweep, one of its networks, a TorchScript file, baseline:NAME");
    this.recipe = new Param<>(uid, "recipe", "settings of the recipe, as JSON or YAML");
    this.batch = new IntParam(uid, "batch", "scans that the network completes at once");
    setDefault(recipe, Recipe.named(Recipe.PARTIAL_STEM_PAPER).canonicalJson());
    setDefault(batch, 4);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** What completes the scans; as {@code --model} of {@code complete}. */
  public Param<String> model() {
    return model;
  }

  /** The settings of the recipe that made the scans: its path is their mask. */
  public Param<String> recipe() {
    return recipe;
  }

  /** How many scans the network completes at once. */
  public IntParam batch() {
    return batch;
  }

  /** Sets what completes the scans. */
  public CompletionModel setModel(String address) {
    set(model, address);
    return this;
  }

  /** Sets the recipe that made the scans. */
  public CompletionModel setRecipe(Recipe settings) {
    set(recipe, settings.canonicalJson());
    return this;
  }

  /** Sets how many scans the network completes at once. */
  public CompletionModel setBatch(int scans) {
    set(batch, new CompletionBatches.Plan(scans, 0, 0).batch());
    return this;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return new RowLayout(schema, List.of(), ADDED).schema();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    RowLayout layout = new RowLayout(rows.schema(), List.of(), ADDED);
    CompleteRows complete = new CompleteRows(rows.schema(), layout, settings(rows));
    return rows.toDF().mapPartitions(complete, Encoders.row(layout.schema()));
  }

  private CompleteRows.Settings settings(Dataset<?> rows) {
    if (!isDefined(model)) {
      throw new UserMistake("model: is missing; give a network with setModel");
    }
    StorageSettings storage =
        StorageSettings.fromSpark(
            new HashMap<>(CollectionConverters.asJava(rows.sparkSession().conf().getAll())));
    try {
      ModelRef found = ModelFiles.find(storage.open(), getOrDefault(model), KeptTrials.Choice.BEST);
      return new CompleteRows.Settings(
          storage, found, getOrDefault(recipe), (Integer) getOrDefault(batch));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public CompletionModel copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads a model that was saved. */
  public static MLReader<CompletionModel> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a model that was saved. */
  public static CompletionModel load(String path) {
    return read().load(path);
  }
}
