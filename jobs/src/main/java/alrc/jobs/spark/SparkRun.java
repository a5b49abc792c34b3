package alrc.jobs.spark;

import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.jobs.storage.UnnamedUser;
import alrc.settings.UserMistake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkIllegalArgumentException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/** A Spark context for one piece of work: one task for each text that is handed in. */
public final class SparkRun implements AutoCloseable {
  private final JavaSparkContext context;
  private final Map<GpuUse, Optional<ResourceProfile>> profiles = new HashMap<>();
  private long endAt = Long.MAX_VALUE;

  private SparkRun(JavaSparkContext context) {
    this.context = context;
  }

  /** Starts Spark with the settings, or with those of the {@code spark-submit} around it. */
  public static SparkRun start(String name, SparkSettings settings) {
    UnnamedUser.login();
    SparkConf configuration = configuration(settings).setAppName("alrc " + name);
    configuration.setIfMissing("spark.master", "local[*]");
    if (configuration.get("spark.master").startsWith("local")) {
      configuration.setIfMissing("spark.ui.enabled", "false");
      configuration.setIfMissing("spark.executor.heartbeatInterval", "1s");
      configuration.setIfMissing("spark.driver.host", "127.0.0.1");
      configuration.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    configuration.setIfMissing("spark.ui.showConsoleProgress", "false");
    configuration.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
    configuration.setIfMissing("spark.executorEnv.LC_ALL", "C.UTF-8");
    JavaSparkContext context = context(configuration, settings);
    SparkVersion.check(context);
    context.setLogLevel("OFF");
    return new SparkRun(context);
  }

  private static JavaSparkContext context(SparkConf configuration, SparkSettings settings) {
    String master = configuration.get("spark.master");
    if (StandaloneMasters.isMeant(master)) {
      StandaloneMasters.refuseUnreachable(master);
    }
    try {
      return new JavaSparkContext(configuration);
    } catch (SparkIllegalArgumentException refused) {
      throw refusal(refused);
    } catch (IllegalArgumentException unparsed) { // a NumberFormatException among them
      throw refusal(unparsed, settings.properties());
    }
  }

  /** Names the given settings whose values Spark's message quotes. */
  private static UserMistake refusal(Exception refused, Map<String, String> given) {
    String message = String.valueOf(refused.getMessage());
    String quoted =
        new TreeMap<>(given)
            .entrySet().stream()
                .filter(one -> message.contains(one.getKey()) || message.contains(one.getValue()))
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining(", "));
    return new UserMistake(
        "--conf " + quoted + ": Spark refuses it: " + Storage.reason(refused), refused);
  }

  /** Spark checks a few settings itself, of which the heap is what people run into. */
  private static RuntimeException refusal(SparkIllegalArgumentException refused) {
    if (!"INVALID_DRIVER_MEMORY".equals(refused.getCondition())) {
      return refused;
    }
    return new UserMistake(
        "the Java heap is too small for Spark, which needs 450 MiB: set ALRC_HEAP=1g for bin/alrc,"
            + " or --driver-memory 1g for spark-submit",
        refused);
  }

  /** The configuration of Spark that the user or {@code spark-submit} gave. */
  static SparkConf configuration(SparkSettings settings) {
    SparkConf configuration = new SparkConf();
    if (!settings.master().isEmpty()) {
      configuration.setMaster(settings.master());
    }
    settings.properties().forEach(configuration::set);
    return configuration;
  }

  /** The file-system settings that a session would have, without starting one. */
  public static StorageSettings storage(SparkSettings settings) {
    return storage(configuration(settings));
  }

  /** The file-system settings of the session. */
  public StorageSettings storage() {
    return storage(context.sc().getConf());
  }

  private static StorageSettings storage(SparkConf configuration) {
    Map<String, String> all = new HashMap<>();
    for (Tuple2<String, String> entry : configuration.getAll()) {
      all.put(entry._1(), entry._2());
    }
    return StorageSettings.fromSpark(all);
  }

  /** Spark's version. */
  public String version() {
    return context.version();
  }

  /** True where tasks run in other processes than the driver's. */
  public boolean isRemote() {
    return !context.sc().isLocal();
  }

  /** How many tasks run at once. */
  public int slots() {
    return context.sc().defaultParallelism();
  }

  /** How many tasks run at once in one process; 0 where only the process itself knows. */
  public int slotsPerProcess() {
    return isRemote() ? context.sc().getConf().getInt("spark.executor.cores", 0) : slots();
  }

  /** How many training tasks run at once. */
  public int slots(GpuUse gpus) {
    return profile(gpus)
        .map(profile -> Math.max(1, context.sc().maxNumConcurrentTasks(profile)))
        .orElseGet(this::slots);
  }

  /** One profile for all stages of a kind: Spark may start new executors for each profile. */
  private Optional<ResourceProfile> profile(GpuUse gpus) {
    return profiles.computeIfAbsent(
        gpus,
        any -> {
          Optional<ResourceProfile> made = gpus.profile();
          made.ifPresent(context.sc().resourceProfileManager()::addResourceProfile);
          return made;
        });
  }

  public boolean mayTrainOnGpus(GpuUse gpus) {
    return gpus.mayTrainOnGpus(context.sc().getConf());
  }

  /**
   * Runs one task for each input and collects what they return.
   *
   * @param title what Spark's own pages call the work
   */
  public List<String> run(String title, List<String> inputs, TextTask task) {
    return run(title, inputs, task, GpuUse.AS_CONFIGURED);
  }

  /**
   * The same, with a fraction of a GPU for each task.
   *
   * @throws TimeIsUpException if the cluster runs nothing of it when its time is over
   */
  public List<String> run(String title, List<String> inputs, TextTask task, GpuUse gpus) {
    context.setJobDescription(title);
    context.setCallSite(title);
    JavaRDD<String> work =
        context.parallelize(inputs, Math.max(1, inputs.size())).mapPartitions(task::call);
    profile(gpus).ifPresent(work::withResources);
    JobWatch watch = new JobWatch(context, endAt);
    try (watch) {
      return work.collect();
    } catch (Exception failed) {
      // A SparkException is among them, which Scala does not declare.
      if (watch.gaveUp()) {
        throw new TimeIsUpException(failed);
      }
      if (StandaloneMasters.isMeant(context.master())
          && (context.sc().isStopped() || StandaloneMasters.hasRemoved(failed))) {
        throw StandaloneMasters.gone(context.master(), failed);
      }
      throw failed;
    }
  }

  /**
   * Lets no job wait for a cluster for longer.
   *
   * @param millis since 1970
   */
  public void endAt(long millis) {
    endAt = millis;
  }

  /** Calls back as the counters grow: when tasks end, and in between with the heartbeats. */
  public LiveCounts follow(List<LongAccumulator> counters, LiveCounts.Listener listener) {
    LiveCounts live = new LiveCounts(counters, listener);
    context.sc().addSparkListener(live);
    return live;
  }

  /** Calls back no more. */
  public void leave(LiveCounts live) {
    context.sc().removeSparkListener(live);
  }

  /** A counter that tasks add to and the driver reads. */
  public LongAccumulator counter(String name) {
    return context.sc().longAccumulator(name);
  }

  /** Waits, for a minute at most, until no task runs: those of a job that was given up end soon. */
  public void awaitIdle() {
    JobWatch.awaitIdle(context);
  }

  /** Cancels all jobs; tasks that can end in order do. */
  public void cancel() {
    if (!isStopped()) {
      context.cancelAllJobs();
    }
  }

  /** True once the cluster has let this run down, or it was closed. */
  public boolean isStopped() {
    return context.sc().isStopped();
  }

  @Override
  public void close() {
    context.stop();
  }
}
