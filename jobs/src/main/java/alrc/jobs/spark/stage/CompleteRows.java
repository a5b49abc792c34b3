package alrc.jobs.spark.stage;

import alrc.core.complete.CompletionBatches;
import alrc.jobs.complete.Completer;
import alrc.jobs.complete.ModelRef;
import alrc.jobs.complete.PartialExample;
import alrc.jobs.spark.DeviceChoice;
import alrc.jobs.spark.TaskDevice;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.RecordJson;
import alrc.settings.UserMistake;
import alrc.stem.baseline.ScanScale;
import alrc.stem.scan.Scan;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.ExampleKey;
import alrc.stem.transform.ProbeScan;
import alrc.stem.transform.Recipe;
import alrc.stem.transform.Targets;
import alrc.stem.transform.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** Completes the scans of a partition; batches are filled across its rows. */
final class CompleteRows implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final List<String> NEEDED = List.of("height", "width", "mask_id", "scan", "truth");

  private final int[] fields;

  /** The column in which an earlier stage rejected a row; −1 without one. */
  private final int earlier;

  private final RowLayout layout;
  private final StorageSettings storage;
  private final String model;
  private final String recipe;
  private final int batch;

  /** What the stage is set to. */
  record Settings(StorageSettings storage, ModelRef model, String recipe, int batch) {}

  CompleteRows(StructType in, RowLayout layout, Settings settings) {
    this.fields = NEEDED.stream().mapToInt(in::fieldIndex).toArray();
    this.earlier = List.of(in.fieldNames()).indexOf("reject");
    this.layout = layout;
    this.storage = settings.storage();
    this.model = RecordJson.text(settings.model());
    this.recipe = settings.recipe();
    this.batch = settings.batch();
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws IOException {
    ModelRef ref = RecordJson.read(model, ModelRef.class);
    Recipe settings = Recipe.fromJson(recipe);
    ScanMask mask =
        settings
            .mask()
            .orElseThrow(
                () -> new UserMistake("recipe: must have a scan path; set that of the rows"));
    CompletionBatches.Plan plan = new CompletionBatches.Plan(batch, ref.side(), ref.side() / 4);
    Completer completer =
        Completer.of(storage.open(), ref, plan, TaskDevice.of(DeviceChoice.AUTO).device());
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close(completer));
    return new Completions(rows, completer, settings, mask);
  }

  private static void close(Completer completer) {
    try {
      completer.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static @Nullable String notFinite(String what, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return String.format(
            Locale.ROOT,
            "not-finite: value %d of %d of the %s is %s",
            i,
            values.length,
            what,
            values[i]);
      }
    }
    return null;
  }

  /** Reads rows only until one is completed. */
  private final class Completions implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Completer completer;
    private final Recipe recipe;
    private final ScanMask mask;
    private final ScanScale scale;
    private final Deque<Row> done = new ArrayDeque<>();

    Completions(Iterator<Row> rows, Completer completer, Recipe recipe, ScanMask mask) {
      this.rows = rows;
      this.completer = completer;
      this.recipe = recipe;
      this.mask = mask;
      boolean probe = recipe.steps().stream().anyMatch(step -> step instanceof ProbeScan);
      this.scale = probe ? ScanScale.PROBE_SCAN : ScanScale.PARTIAL_SCAN;
    }

    @Override
    public boolean hasNext() {
      try {
        while (done.isEmpty() && rows.hasNext()) {
          add(rows.next());
          if (!rows.hasNext()) {
            completer.flush();
          }
        }
        return !done.isEmpty();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return done.remove();
    }

    private void add(Row in) throws IOException {
      String reject = reject(in);
      if (reject != null) {
        done.add(layout.row(in, null, null, reject));
        return;
      }
      PartialExample example = example(in);
      completer.add(
          example,
          completion ->
              done.add(
                  layout.row(
                      in,
                      FloatPixels.bytes(completion),
                      example.target().map(FloatPixels::bytes).orElse(null),
                      null)));
    }

    /** Why a row cannot be completed; null where it can. */
    private @Nullable String reject(Row in) {
      if (in.isNullAt(fields[3])) {
        return earlier >= 0 && !in.isNullAt(earlier) ? in.getString(earlier) : "no-scan: has none";
      }
      String scan = notFinite("scan", FloatPixels.floats((byte[]) in.get(fields[3])));
      return scan != null || in.isNullAt(fields[4])
          ? scan
          : notFinite("truth", FloatPixels.floats((byte[]) in.get(fields[4])));
    }

    private PartialExample example(Row in) {
      String id = in.getString(fields[2]);
      if (!mask.id().equals(id)) {
        throw new UserMistake(
            "recipe: its scan path is "
                + mask.id()
                + ", a row has "
                + id
                + "; set that of the rows");
      }
      Scan scan = new Scan(mask, FloatPixels.floats((byte[]) in.get(fields[3])));
      PartialExample.Measured measured = new PartialExample.Measured(scan, scale, null, null);
      ExampleKey key = new ExampleKey("", "", 0, 0, 0, 0, 0);
      return new PartialExample("", key, measured, scan.spread(), target(in));
    }

    private float @Nullable [] target(Row in) {
      if (in.isNullAt(fields[4])) {
        return null;
      }
      float[] truth = FloatPixels.floats((byte[]) in.get(fields[4]));
      return recipe.truth() == Truth.BLURRED
          ? truth
          : Targets.full(truth, in.getInt(fields[0]), in.getInt(fields[1]));
    }
  }
}
