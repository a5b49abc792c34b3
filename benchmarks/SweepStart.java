import alrc.core.data.Batch;
import alrc.core.data.BatchSource;
import alrc.core.data.ImageShape;
import alrc.core.study.Study;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.core.train.TrainingLoop;
import alrc.jobs.spark.SparkSettings;
import alrc.jobs.spark.sweep.SweepJob;
import alrc.jobs.spark.sweep.SweepSettings;
import alrc.jobs.spark.sweep.Training;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * usage: SweepStart STUDY.yaml FOLDER SLOTS OUTPUT COHORT
 *
 * <p>A real sweep, up to the end of its first iteration of a trial; prints when each part of its
 * start ended, in seconds since the process was started, and ends.
 */
public final class SweepStart {
  private static final Map<Long, String> MARKS = new ConcurrentSkipListMap<>();

  private SweepStart() {}

  public static void main(String[] a) throws Exception {
    mark("jvm", System.currentTimeMillis());
    Storage storage = StorageSettings.local().open();
    mark("hadoop settings", System.currentTimeMillis());
    Study study =
        Study.parse(storage.readText(a[0]), a[0]).withDataPaths(path -> storage.absolute(a[1]));
    mark("study", System.currentTimeMillis());
    Map<String, String> listener = Map.of("spark.extraListeners", Jobs.class.getName());
    new SweepJob(
            study,
            storage.absolute(a[3]),
            new SparkSettings("local[" + a[2] + "]", listener),
            new SweepSettings(Integer.parseInt(a[4]), 60, 3),
            new First(a[3]))
        .run();
  }

  private static synchronized void mark(String what, long when) {
    MARKS.merge(when, what, (before, more) -> before + ", " + more);
  }

  /** When Spark's jobs and the first task of each begin. */
  public static final class Jobs extends SparkListener {
    private int jobs;
    private boolean waiting;

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      mark("before job " + ++jobs, start.time());
      waiting = true;
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
      if (waiting) mark("job " + jobs + " handed out", start.taskInfo().launchTime());
      waiting = false;
    }
  }

  private record First(String output) implements Training {
    @Override
    public void run(List<Member> members, ComputeDevice device, CheckpointPlan checkpoints) {
      long entered = System.currentTimeMillis();
      TrainingLoop.run(
          members.stream()
              .map(
                  member ->
                      new Member(
                          member.settings(),
                          member.seed(),
                          new Watched(member.source(), entered, output),
                          member.sink(),
                          member.start(),
                          member.from(),
                          member.scoring()))
              .toList(),
          device,
          checkpoints);
    }
  }

  /** Asked for the second batch, it knows that the first iteration is done. */
  private record Watched(BatchSource source, long entered, String output) implements BatchSource {
    @Override
    public Batch batch(long seed, long iteration, int size) {
      if (iteration == 1) end(entered, output);
      return source.batch(seed, iteration, size);
    }

    @Override
    public ImageShape input() {
      return source.input();
    }

    @Override
    public List<ImageShape> targets() {
      return source.targets();
    }

    @Override
    public String exampleId(int example) {
      return source.exampleId(example);
    }

    @Override
    public String digest() {
      return source.digest();
    }
  }

  private static synchronized void end(long entered, String output) {
    long now = System.currentTimeMillis();
    long start =
        ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElseThrow();
    try {
      mark(
          "trials, data digest, holder, study.json",
          Files.getLastModifiedTime(Path.of(output, "study.json")).toMillis());
    } catch (java.io.IOException absent) {
      throw new IllegalStateException(absent);
    }
    mark("before Spark", SparkContext.getOrCreate().startTime());
    mark("task: order, data, engine, attempt", entered);
    mark("first iteration", now);
    StringBuilder json =
        new StringBuilder(
            "{\"benchmark\":\"first\",\"seconds\":" + (now - start) / 1e3 + ",\"until\":{");
    MARKS.forEach(
        (when, what) ->
            json.append(String.format(Locale.ROOT, "\"%s\":%.2f,", what, (when - start) / 1e3)));
    System.out.println(json.substring(0, json.length() - 1) + "}}");
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
