package alrc.jobs.spark.stage;

import alrc.jobs.storage.StorageSettings;
import alrc.stem.prepare.FrameChoice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import scala.jdk.javaapi.CollectionConverters;

/**
 * A Spark ML stage that reads micrographs: one row for each frame. It takes rows with an address in
 * column {@code path}, such as {@code spark.read().format("binaryFile")} gives; where there is a
 * column {@code content}, the file is taken from it, else it is read at its address.
 *
 * <p>New columns: {@code source_sha256} (string), {@code image}, {@code frame}, {@code height},
 * {@code width} (int), {@code pixels} (binary: little-endian float32, row-major, stored values) and
 * {@code reject} (string). A file or image that cannot be used gives one row in which {@code
 * reject} says why and the other new columns are null. The column {@code content} is left out.
 */
public final class MicrographDecoder extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  static final StructType ADDED =
      new StructType()
          .add("source_sha256", DataTypes.StringType)
          .add("image", DataTypes.IntegerType)
          .add("frame", DataTypes.IntegerType)
          .add("height", DataTypes.IntegerType)
          .add("width", DataTypes.IntegerType)
          .add("pixels", DataTypes.BinaryType)
          .add("reject", DataTypes.StringType);

  private final String uid;
  private final Param<String> frames;
  private final LongParam maxPixels;

  /** Makes a stage with its settings at their defaults. */
  public MicrographDecoder() {
    this(Identifiable$.MODULE$.randomUID("micrographDecoder"));
  }

  /** Makes a stage with a name, as Spark does on loading. */
  public MicrographDecoder(String uid) {
    this.uid = uid;
    this.frames = new Param<>(uid, "frames", "of stacks: none, first, all, mean, sum or an index");
    this.maxPixels = new LongParam(uid, "maxPixels", "the most pixels that a frame may have");
    setDefault(frames, "none");
    setDefault(maxPixels, 1L << 28);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The frames of stacks that are used: {@code none}, {@code first}, {@code all}, …. */
  public Param<String> frames() {
    return frames;
  }

  /** The most pixels that a frame may have. */
  public LongParam maxPixels() {
    return maxPixels;
  }

  /** Chooses frames of stacks: {@code none} (the default), {@code first}, {@code all}, …. */
  public MicrographDecoder setFrames(String choice) {
    FrameChoice.parse(choice);
    set(frames, choice);
    return this;
  }

  /** Limits the pixels of a frame. */
  public MicrographDecoder setMaxPixels(long most) {
    set(maxPixels, most);
    return this;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return layout(schema).schema();
  }

  private static RowLayout layout(StructType schema) {
    schema.fieldIndex("path");
    return new RowLayout(schema, List.of("content"), ADDED);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    RowLayout layout = layout(rows.schema());
    DecodeFrames decode =
        new DecodeFrames(
            rows.schema(),
            layout,
            storage(rows),
            getOrDefault(frames),
            (Long) getOrDefault(maxPixels));
    return rows.toDF().flatMap(decode, Encoders.row(layout.schema()));
  }

  private static StorageSettings storage(Dataset<?> rows) {
    Map<String, String> all =
        new HashMap<>(CollectionConverters.asJava(rows.sparkSession().conf().getAll()));
    return StorageSettings.fromSpark(all);
  }

  @Override
  public MicrographDecoder copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads a stage that was saved. */
  public static MLReader<MicrographDecoder> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a stage that was saved. */
  public static MicrographDecoder load(String path) {
    return read().load(path);
  }
}
