package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.StandaloneCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spark's resource scheduling on a standalone cluster of separate processes: two workers of four
 * cores, whose discovery scripts hand out two GPU addresses each. There are no GPUs behind them, so
 * trials hold an address and train on the processor, as {@code --device cpu} asks. The driver is
 * this process; {@link SubmitIT} tests one of its own.
 */
class GpuSweepIT {
  /** The most trials that held one address at the same time, and how many addresses were held. */
  private static final String HELD =
      """
      WITH t AS (SELECT trial_id, regexp_extract(device, '^cpu .assigned gpu:([0-9]+).$', 1) AS gpu,
          epoch_ms(started_at) AS began, epoch_ms(started_at) + wall_seconds * 1000 AS ended
        FROM read_parquet('%s/summaries/*.parquet')),
      shared AS (SELECT a.gpu, count(*) AS n FROM t a JOIN t b
        ON a.gpu = b.gpu AND b.began <= a.began AND a.began < b.ended - 1 GROUP BY a.trial_id, a.gpu)
      SELECT (SELECT count(*) FROM t), (SELECT max(n) FROM shared), count(DISTINCT gpu), min(gpu),
        max(gpu) FROM t
      """;

  @TempDir static Path folder;
  private static StandaloneCluster cluster;
  private static Path study;

  @BeforeAll
  static void start() throws Exception {
    StandaloneCluster.Worker worker = new StandaloneCluster.Worker(4, 2);
    Path logs = Files.createDirectories(folder.resolve("cluster"));
    cluster = StandaloneCluster.start(logs, List.of(worker, worker));
    study =
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            study: held
            data: {kind: synthetic, images: 50}
            model: {kind: supersampling, width: 0.03125}
            iterations: 150
            seeds: 8
            """);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aWholeGpuIsHeldByOneTrialAtATime() throws Exception {
    Path out = folder.resolve("whole");
    done(sweep(out, 2, "--device", "cpu", "--conf", "spark.task.resource.gpu.amount=1"));
    assertEquals(List.of("8|1|4|0|3"), Duck.rows(out, HELD));
    assertEquals(
        List.of("1"),
        Duck.rows(out, "SELECT DISTINCT threads FROM read_parquet('%s/summaries/*.parquet')"));
  }

  @Test
  void halvesAreHeldByTwoAtATimeThoughCoresAreFree() throws Exception {
    Path out = folder.resolve("halves");
    done(oneExecutor(out, "--conf", "spark.task.resource.gpu.amount=0.5"));
    String held = Duck.rows(out, HELD).get(0);
    assertTrue(held.startsWith("8|2|1|"), held);
  }

  @Test
  void quartersByStageAreHeldByFourAtATime() throws Exception {
    Path out = folder.resolve("quarters");
    done(oneExecutor(out, "--gpus-per-task", "0.25"));
    String held = Duck.rows(out, HELD).get(0);
    assertTrue(held.startsWith("8|4|1|"), held);
  }

  @Test
  void withoutAGpuBehindTheAddressNothingIsTrainedAndNothingCountsAsAnAttempt() throws Exception {
    Path out = folder.resolve("refused");
    Alrc.Finished run = sweep(out, 2, "--gpus-per-task", "1");
    assertEquals(2, run.status(), run::err);
    assertTrue(
        complaint(run)
            .matches(
                "alrc: --device auto: GPU [0-3] on \\S+ cannot be used: the engine sees no GPU"
                    + " there; executors need a CUDA build of its native library, or give --device"
                    + " cpu"),
        run::err);
    assertFalse(Files.exists(out.resolve("failures")));
    assertFalse(Files.exists(out.resolve("summaries")));
  }

  @Test
  void theDoctorAsksEveryExecutor() throws Exception {
    List<String> command = new ArrayList<>(List.of("doctor", "--master", cluster.url(), "--json"));
    command.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
    command.addAll(List.of("--conf", "spark.executor.memory=1g"));
    command.addAll(StandaloneCluster.programOnExecutors());
    Alrc.Finished run = InProcess.run(command.toArray(String[]::new));
    assertTrue(run.out().contains(", 8 tasks at once, 2 executors answered"), run::out);
    for (String executor : List.of("executor 0 on ", "executor 1 on ")) {
      assertTrue(run.out().contains(executor), run::out);
    }
    assertTrue(run.lastLine().contains("\"what\":\"native library\",\"ok\":true"), run::out);
  }

  /** A path that leads every process to a folder of its own, as a local disk does every machine. */
  @Test
  void anOutputThatTheExecutorsDoNotShareIsRefused() throws Exception {
    Path out = Path.of("/proc/self/cwd/target/unshared");
    assumeTrue(Files.exists(out.getParent()), "skipped: only Linux has such a path");
    Alrc.Finished run = sweep(out, 2, "--device", "cpu", "--gpus-per-task", "1");
    assertEquals(2, run.status(), run::err);
    assertEquals(
        "alrc: --output file:"
            + out
            + ": is a local folder that the executors do not share with the driver; give an hdfs:"
            + " or s3a: address, or a shared mount",
        complaint(run));
    assertFalse(Files.exists(out.resolve("checkpoints")), "nothing was trained");
  }

  @Test
  void aClusterThatGivesNoExecutorIsWaitedForUntilTheHoursAreOver() throws Exception {
    Path out = folder.resolve("waiting");
    String[] tooMuch = {"--conf", "spark.executor.memory=100g", "--conf", "spark.ui.enabled=false"};
    Alrc.Finished run =
        InProcess.run(arguments(out, List.of("--max-hours", "0.002", "--json"), tooMuch));
    assertEquals(0, run.status(), run::err);
    assertTrue(
        run.err().matches("(?s).*the cluster has given no executor for \\d+ s; see the page of .*"),
        run::err);
    assertTrue(run.out().contains("stopped after --max-hours 0.002"), run::out);
    assertEquals(
        "{\"trials\":8,\"completed\":0,\"diverged\":0,\"failed\":0,\"pending\":8}", run.lastLine());
  }

  /** On an executor of four cores and one GPU. */
  private static Alrc.Finished oneExecutor(Path out, String... more) throws Exception {
    Stream<String> options =
        Stream.of(
            "--device", "cpu", "--conf", "spark.cores.max=4", "--conf", "spark.executor.cores=4");
    return sweep(out, 1, Stream.concat(options, Arrays.stream(more)).toArray(String[]::new));
  }

  private static Alrc.Finished sweep(Path out, int gpus, String... more) throws Exception {
    List<String> settings =
        List.of(
            "--conf",
            "spark.executor.resource.gpu.amount=" + gpus,
            "--conf",
            "spark.executor.memory=1g");
    String[] options = Stream.concat(settings.stream(), Arrays.stream(more)).toArray(String[]::new);
    return InProcess.run(arguments(out, StandaloneCluster.programOnExecutors(), options));
  }

  private static String[] arguments(Path out, List<String> settings, String... more) {
    Stream<String> always =
        Stream.of("sweep", study + "", "--output", out + "", "--cohort", "1", "--master");
    Stream<String> cluster =
        Stream.of(GpuSweepIT.cluster.url(), "--conf", "spark.driver.host=127.0.0.1");
    return Stream.of(always, cluster, settings.stream(), Arrays.stream(more))
        .flatMap(each -> each)
        .toArray(String[]::new);
  }

  /** The program's one message; Spark may log its own about executors that come too late. */
  private static String complaint(Alrc.Finished run) {
    List<String> lines = run.err().lines().filter(line -> line.startsWith("alrc: ")).toList();
    assertEquals(1, lines.size(), run::err);
    return lines.get(0);
  }

  private static void done(Alrc.Finished run) {
    assertEquals(0, run.status(), run::err);
  }
}
