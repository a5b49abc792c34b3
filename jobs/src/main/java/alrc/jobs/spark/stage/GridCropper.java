package alrc.jobs.spark.stage;

import alrc.stem.crop.CropRow;
import alrc.stem.crop.Cut;
import alrc.stem.crop.GridCrop;
import alrc.stem.image.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
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
 * A Spark ML stage that cuts frames into square crops on a grid from the first pixel on; what is
 * left over is dropped. It takes rows with {@code height}, {@code width} and {@code pixels}, such
 * as {@link MicrographDecoder} gives, and gives one row for each crop: {@code row} and {@code col}
 * of its first pixel, and its own {@code height}, {@code width} and {@code pixels}. A row without
 * pixels gives none, and neither does a frame that is smaller than a crop.
 */
public final class GridCropper extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private static final StructType ADDED =
      new StructType()
          .add("row", DataTypes.IntegerType)
          .add("col", DataTypes.IntegerType)
          .add("height", DataTypes.IntegerType)
          .add("width", DataTypes.IntegerType)
          .add("pixels", DataTypes.BinaryType);

  private final String uid;
  private final IntParam side;
  private final IntParam stride;

  /** Makes a stage with its settings at their defaults. */
  public GridCropper() {
    this(Identifiable$.MODULE$.randomUID("gridCropper"));
  }

  /** Makes a stage with a name, as Spark does on loading. */
  public GridCropper(String uid) {
    this.uid = uid;
    this.side = new IntParam(uid, "side", "rows and columns of a crop");
    this.stride = new IntParam(uid, "stride", "pixels between neighbouring crops");
    setDefault(side, 512);
    setDefault(stride, 512);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Rows and columns of a crop. */
  public IntParam side() {
    return side;
  }

  /** Pixels between neighbouring crops. */
  public IntParam stride() {
    return stride;
  }

  /** Sets the rows and columns of a crop, and the same stride. */
  public GridCropper setSide(int pixels) {
    return setSide(pixels, pixels);
  }

  /** Sets the rows and columns of a crop, and the distance between neighbouring crops. */
  public GridCropper setSide(int pixels, int distance) {
    GridCrop checked = new GridCrop(pixels, distance);
    set(side, checked.side());
    set(stride, checked.stride());
    return this;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return new RowLayout(schema, List.of(), ADDED).schema();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    RowLayout layout = new RowLayout(rows.schema(), List.of(), ADDED);
    CutCrops cut =
        new CutCrops(
            rows.schema(), layout, (Integer) getOrDefault(side), (Integer) getOrDefault(stride));
    return rows.toDF().flatMap(cut, Encoders.row(layout.schema()));
  }

  private static final class CutCrops implements FlatMapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final RowLayout layout;
    private final int height;
    private final int width;
    private final int pixels;
    private final int side;
    private final int stride;

    CutCrops(StructType in, RowLayout layout, int side, int stride) {
      this.height = in.fieldIndex("height");
      this.width = in.fieldIndex("width");
      this.pixels = in.fieldIndex("pixels");
      this.layout = layout;
      this.side = side;
      this.stride = stride;
    }

    @Override
    public Iterator<Row> call(Row in) {
      if (in.isNullAt(pixels)) {
        return List.<Row>of().iterator();
      }
      byte[] bytes = (byte[]) in.get(pixels);
      int rows = in.getInt(height);
      int columns = in.getInt(width);
      GridCrop grid = new GridCrop(side, stride);
      List<Row> crops = new ArrayList<>();
      // A grid draws no random number.
      for (CropRow line : grid.plan(rows, columns, new SplittableRandom(0))) {
        Pixels band =
            FloatPixels.pixels(
                Arrays.copyOfRange(
                    bytes,
                    line.row() * columns * Float.BYTES,
                    (line.row() + side) * columns * Float.BYTES),
                side,
                columns);
        for (int col : line.cols()) {
          float[] crop = Cut.pixels(band, line.row(), col, side, grid.pad());
          crops.add(layout.row(in, line.row(), col, side, side, FloatPixels.bytes(crop)));
        }
      }
      return crops.iterator();
    }
  }

  @Override
  public GridCropper copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads a stage that was saved. */
  public static MLReader<GridCropper> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a stage that was saved. */
  public static GridCropper load(String path) {
    return read().load(path);
  }
}
