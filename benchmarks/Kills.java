import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.StandaloneCluster;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * usage: Kills DIR DRIVERS EXECUTORS WORKERS SEED SIGKILLs the driver of a local sweep at random
 * moments until it is complete, again and again until there were DRIVERS kills; then executors and
 * workers of a standalone cluster; compares summaries and curves with an undisturbed run, bit for
 * bit
 */
public class Kills {
  /** How and how long a trial was run; all else depends on the trial alone. */
  private static final List<String> CIRCUMSTANCES =
      List.of("wall_seconds", "iterations_per_second", "started_at", "cohort_size", "attempt");

  private static final String STUDY =
      """
      study: kills
      data: {kind: synthetic, images: 50}
      model: {kind: supersampling, width: 0.03125}
      loss: [squared, quartic]
      rule: [{kind: none}, {kind: alrc, deviations: 3, decay: 0.99}]
      iterations: 1500
      seeds: 4
      summary: {last: 500}
      curve: {boxcar: 20}
      kernel: stacked
      """;

  /** The last moment of a driver's life at which it is killed, seconds. */
  private static final double LATEST = 25;

  private static final Storage STORAGE = StorageSettings.local().open();
  private static Path folder;
  private static Path study;
  private static Random random;

  public static void main(String[] a) throws Exception {
    folder = Path.of(a[0]).toAbsolutePath();
    random = new Random(Long.parseLong(a[4]));
    study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    Path undisturbed = folder.resolve("undisturbed");
    if (start(undisturbed, "undisturbed", "local[2]", "60").waitFor() != 0)
      throw new IllegalStateException("the undisturbed sweep failed");
    List<Object> expected = results(undisturbed);
    int drivers = 0, rounds = 0, unequal = 0, driversOfRound;
    while (drivers < Integer.parseInt(a[1])) {
      Path out = folder.resolve("driver-" + rounds++);
      driversOfRound = killDrivers(out);
      drivers += driversOfRound;
      unequal += results(out).equals(expected) ? 0 : 1;
      System.err.printf(
          "round %d: %d drivers killed, %s%n",
          rounds, driversOfRound, results(out).equals(expected) ? "equal" : "NOT EQUAL");
    }
    int[] lost = killOnCluster(Integer.parseInt(a[2]), Integer.parseInt(a[3]));
    unequal += results(folder.resolve("cluster-out")).equals(expected) ? 0 : 1;
    long resumed;
    try (Stream<Path> logs = Files.walk(folder)) {
      resumed =
          logs.filter(f -> f.toString().endsWith(".log") || f.endsWith("stderr"))
              .flatMap(Kills::lines)
              .filter(l -> l.contains("resumes from iteration"))
              .count();
    }
    System.out.printf(
        "{\"benchmark\":\"kills\",\"trials\":16,\"drivers_killed\":%d,\"rounds\":%d,\"executors_killed\":%d,\"workers_killed\":%d,\"trials_resumed\":%d,"
            + "\"outputs_compared\":%d,\"outputs_unequal\":%d,\"failures_recorded\":%d}%n",
        drivers, rounds, lost[0], lost[1], resumed, rounds + 1, unequal, failures());
    if (unequal > 0) System.exit(1);
  }

  /** Runs a sweep to its end; every driver but the last is killed, with all that it started. */
  private static int killDrivers(Path out) throws Exception {
    for (int kills = 0; ; kills++) {
      Process process = start(out, out.getFileName() + "-" + kills, "local[2]", "0.5");
      if (process.waitFor(
          (long) (1000 * (0.5 + random.nextDouble() * LATEST)), TimeUnit.MILLISECONDS)) {
        if (process.exitValue() != 0)
          throw new IllegalStateException(
              out + ": exit status " + process.exitValue() + " after " + kills + " kills");
        return kills;
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      System.err.printf(
          "%s: kill %d, %d recorded%n",
          out.getFileName(),
          kills + 1,
          new Ledger(new SweepFolder(STORAGE, out.toString())).finished().size());
      process.destroyForcibly().waitFor();
    }
  }

  /**
   * Kills executors, then workers, which are replaced, while one driver lives; the sweep then ends
   * by itself.
   */
  private static int[] killOnCluster(int executors, int workers) throws Exception {
    int[] killed = new int[2];
    if (executors + workers == 0) return killed;
    try (StandaloneCluster cluster =
        StandaloneCluster.start(Files.createDirectories(folder.resolve("cluster")), 2)) {
      Process driver = start(folder.resolve("cluster-out"), "cluster-driver", cluster.url(), "0.5");
      while (killed[0] + killed[1] < executors + workers
          && !driver.waitFor(500 + random.nextInt(3500), TimeUnit.MILLISECONDS)) {
        List<ProcessHandle> alive = cluster.executors();
        if (alive.isEmpty()) continue;
        ProcessHandle executor = alive.get(random.nextInt(alive.size()));
        if (killed[0] < executors) {
          executor.destroyForcibly();
          killed[0]++;
        } else {
          cluster.replaceWorkerOf(executor);
          killed[1]++;
        }
      }
      if (driver.waitFor() != 0)
        throw new IllegalStateException("cluster: exit status " + driver.exitValue());
    }
    return killed;
  }

  private static Process start(Path out, String log, String master, String checkpointSeconds)
      throws Exception {
    Path file = folder.resolve(log + ".log");
    return Alrc.start(
        Map.of(),
        file,
        folder.resolve(log + ".err.log"),
        "sweep",
        study.toString(),
        "--output",
        out.toString(),
        "--cohort",
        "3",
        "--master",
        master,
        "--checkpoint-every",
        checkpointSeconds,
        "--conf",
        "spark.executor.memory=600m",
        "--conf",
        "spark.driver.host=127.0.0.1");
  }

  /**
   * Every column that depends on the trial alone, and every point of every curve. Doubles are equal
   * bit for bit.
   */
  private static List<Object> results(Path out) throws Exception {
    Ledger ledger = new Ledger(new SweepFolder(STORAGE, out.toString()));
    List<Object> rows = new ArrayList<>();
    for (String id : new TreeSet<>(ledger.finished())) {
      ledger
          .recorded()
          .summaries(List.of(id))
          .forEach(
              row -> {
                CIRCUMSTANCES.forEach(row::remove);
                rows.add(row);
              });
      rows.add(ledger.curve(id));
    }
    return rows;
  }

  private static long failures() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.getParent().endsWith("failures")).count();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
