import alrc.core.record.CurvePoint;
import alrc.core.record.Outcome;
import alrc.core.record.TrialResult;
import alrc.core.study.Study;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.jobs.ledger.table.ParquetTable;
import alrc.jobs.spark.SparkSettings;
import alrc.jobs.spark.sweep.SweepJob;
import alrc.jobs.spark.sweep.SweepSettings;
import alrc.jobs.spark.sweep.Training;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * usage: SweepOverhead TRIALS SLOTS SECONDS OUTPUT
 *
 * <p>A sweep in which each trial sleeps instead of training; all else is the sweep's own: orders,
 * tasks, the ledger with a curve as long as the paper's trials have (200 points), the table. Prints
 * one JSON line; {@code seconds} from the start of the process to the table's publication.
 */
public final class SweepOverhead {
  private static final List<CurvePoint> CURVE = curve();

  private SweepOverhead() {}

  public static void main(String[] a) throws Exception {
    int trials = Integer.parseInt(a[0]), slots = Integer.parseInt(a[1]);
    if (trials % 4 != 0)
      throw new IllegalArgumentException(
          "TRIALS " + trials + ": must be a multiple of the four cells");
    double seconds = Double.parseDouble(a[2]), ideal = trials * seconds / slots;
    Storage storage = StorageSettings.local().open();
    String output = storage.absolute(a[3]);
    SweepJob.Swept swept =
        new SweepJob(
                study(trials),
                output,
                new SparkSettings("local[" + slots + "]", Map.of()),
                new SweepSettings(1, 60, 3),
                new Sleep(seconds))
            .run();
    double end = System.currentTimeMillis() / 1e3;
    double start =
        ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElseThrow()
            / 1e3;
    List<Map<String, Object>> rows =
        ParquetTable.read(storage, Storage.inside(output, "table.parquet"));
    if (rows.size() != trials || swept.counts().completed() != trials)
      throw new IllegalStateException(swept.counts() + ", " + rows.size() + " rows");
    double first =
        rows.stream().mapToLong(row -> (Long) row.get("started_at")).min().orElseThrow() / 1e3;
    double last =
        rows.stream()
            .mapToDouble(
                row -> (Long) row.get("started_at") / 1e3 + (Double) row.get("wall_seconds"))
            .max()
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "{\"benchmark\":\"overhead\",\"trials\":%d,\"slots\":%d,\"seconds\":%.1f,\"ideal_seconds\":%.1f,\"overhead\":%.4f,"
            + "\"before_first_trial\":%.2f,\"after_last_trial\":%.2f,\"overhead_from_first_trial\":%.4f}%n",
        trials,
        slots,
        end - start,
        ideal,
        (end - start) / ideal - 1,
        first - start,
        end - last,
        (end - first) / ideal - 1);
  }

  private static Study study(int trials) {
    return Study.parse(
        "study: sleep\n"
            + "data: {kind: synthetic, images: 64}\n"
            + "model: {kind: supersampling, width: 0.125}\n"
            + "rule: {kind: alrc, deviations: [2, 3, 4, .inf]}\n"
            + "iterations: 100000\n"
            + "seeds: "
            + trials / 4
            + "\n",
        "sleep");
  }

  private static List<CurvePoint> curve() {
    List<CurvePoint> curve = new ArrayList<>();
    for (int i = 1; i <= 200; i++)
      curve.add(new CurvePoint(500L * i, 1.0 / i, 2.0 / i, 0.001 * (i % 7), 0.00078125, 1.0 / i));
    return curve;
  }

  /** Sleeps once for each member. */
  private record Sleep(double seconds) implements Training {
    @Override
    public void run(List<Member> members, ComputeDevice device, CheckpointPlan checkpoints) {
      for (Member member : members) {
        try {
          Thread.sleep(Math.round(seconds * 1e3));
        } catch (InterruptedException stopped) {
          throw new IllegalStateException(stopped);
        }
        TrialResult result =
            new TrialResult(
                1.0, 0.1, 1.0, 0.005, 0.005, 100_000, null, 0, 0, CURVE, List.of(), List.of());
        member.sink().ended(new Outcome.Completed(result), null);
      }
    }
  }
}
