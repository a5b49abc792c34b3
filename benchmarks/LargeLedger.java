import alrc.core.record.CurvePoint;
import alrc.core.record.Outcome;
import alrc.core.record.TrialResult;
import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.core.train.ComputeDevice;
import alrc.core.train.NumericPlatform;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.ledger.TrialRows;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * usage: LargeLedger OUTPUT [SEEDS [RATES]]
 *
 * <p>Writes the output of a sweep of 1,000 × RATES cells (10,000 if absent) with SEEDS seeds each
 * (10 if absent), by the ledger's own writers and without training: final errors are drawn from a
 * seed, one trial of 200 diverges, and each curve has 20 points.
 */
public final class LargeLedger {
  private LargeLedger() {}

  public static void main(String[] a) throws Exception {
    Storage storage = StorageSettings.local().open();
    int seeds = a.length > 1 ? Integer.parseInt(a[1]) : 10;
    int rates = a.length > 2 ? Integer.parseInt(a[2]) : 10;
    Study study = Study.parse(study(seeds, rates), "large.yaml");
    List<Trial> trials = study.trials(data -> "synthetic");
    SweepFolder folder = new SweepFolder(storage, storage.absolute(a[0]));
    Ledger ledger = new Ledger(folder);
    ledger.writeStudy(StudyFile.of(study, trials, 3).toJson());
    NumericPlatform platform = NumericPlatform.of(ComputeDevice.CPU);
    IntStream.range(0, trials.size())
        .parallel()
        .forEach(
            i -> {
              try {
                TrialRows.Circumstances where =
                    new TrialRows.Circumstances(
                        study.name(),
                        1,
                        8,
                        0,
                        "cpu",
                        platform,
                        1_790_000_000_000L + 1000L * i,
                        12.5,
                        "node-" + i % 7);
                ledger.commit(TrialRows.entry(trials.get(i), outcome(i), where));
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    Thread.sleep(1100); // the table must be newer than every summary
    ledger.recorded().publishTable(trials);
    System.out.println(
        "{\"benchmark\":\"large-ledger\",\"cells\":"
            + study.cells().size()
            + ",\"trials\":"
            + trials.size()
            + "}");
  }

  private static String study(int seeds, int rates) {
    return "study: large\n"
        + "data: {kind: synthetic}\n"
        + "model: {kind: supersampling, width: 0.03125}\n"
        + "loss: [squared, quartic]\n"
        + "rule: {kind: alrc, deviations: [2, 3, 4, 6, .inf], decay: "
        + list(10, i -> 1 - 0.001 * (i + 1))
        + "}\n"
        + "batch: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]\n"
        + "optimizer: {kind: adam, rate: "
        + list(rates, i -> 0.001 * (i + 1))
        + "}\n"
        + "iterations: 2000\nsummary: {last: 500}\ncurve: {boxcar: 100}\n"
        + "seeds: "
        + seeds
        + "\n";
  }

  private static String list(int length, java.util.function.IntToDoubleFunction value) {
    return IntStream.range(0, length)
        .mapToDouble(value)
        .mapToObj(v -> String.format(java.util.Locale.ROOT, "%.4f", v))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static Outcome outcome(int index) {
    SplittableRandom random = new SplittableRandom(index);
    double error = 0.05 + 0.01 * random.nextDouble();
    boolean diverged = random.nextInt(200) == 0;
    List<CurvePoint> curve =
        DoubleStream.iterate(100, at -> at <= 2000, at -> at + 100)
            .mapToObj(
                at ->
                    new CurvePoint(
                        (long) at, error * (1 + 100 / at), 2 * error, 0.01, 0.001, error))
            .toList();
    TrialResult result =
        diverged
            ? new TrialResult(
                null, null, null, error, null, 1000, 1000L, 0.02, 4, curve, List.of(), List.of())
            : new TrialResult(
                error,
                error / 10,
                error,
                error,
                error,
                2000,
                null,
                0.01,
                3,
                curve,
                List.of(),
                List.of());
    return diverged ? new Outcome.Diverged(result, 1000, "loss") : new Outcome.Completed(result);
  }
}
