package alrc.core.train;

import alrc.core.record.Outcome;
import alrc.core.record.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains members to their ends, as one cohort after another: whenever a member ends, or one that is
 * behind catches up, a new cohort is formed; also after members were scored.
 */
final class CohortRun implements AutoCloseable {
  /** How long the host may leave records on the device. */
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(2);

  private final ComputeDevice device;
  private final NumericPlatform platform;
  private final CheckpointPlan checkpoints;
  private final List<MemberRun> runs = new ArrayList<>();
  private long lastRead = System.nanoTime();
  private long lastCheckpoint = System.nanoTime();

  CohortRun(List<Member> members, ComputeDevice device, CheckpointPlan checkpoints) {
    this.device = device;
    this.platform = NumericPlatform.of(device);
    this.checkpoints = checkpoints;
    try {
      for (Member member : members) {
        runs.add(start(member));
      }
    } catch (RuntimeException | OutOfMemoryError failed) {
      close();
      throw failed;
    }
  }

  private MemberRun start(Member member) {
    Checkpoint from = member.from();
    if (from == null) {
      return MemberRun.begun(member, device);
    }
    MemberRun run = new MemberRun(member, device);
    try {
      from.restore(run, platform);
      return run;
    } catch (RuntimeException refused) {
      run.close();
      throw refused;
    }
  }

  void train() {
    runs.forEach(this::score); // those that were saved before they were scored
    List<MemberRun> live = live();
    while (!live.isEmpty()) {
      List<MemberRun> group = furthestBehind(live);
      train(group, goal(live, group));
      for (MemberRun run : group) {
        score(run);
        if (run.ended()) {
          run.end();
        }
      }
      live = live();
    }
  }

  private List<MemberRun> live() {
    return runs.stream().filter(run -> !run.ended()).toList();
  }

  private static List<MemberRun> furthestBehind(List<MemberRun> live) {
    long least = live.stream().mapToLong(MemberRun::iteration).min().orElseThrow();
    List<MemberRun> group = live.stream().filter(run -> run.iteration() == least).toList();
    return group.get(0).member().settings().kernel() == KernelForm.SINGLE
        ? group.subList(0, 1)
        : group;
  }

  /**
   * The iteration up to which the group trains alone: the end, where others wait, or where one is
   * scored.
   */
  private static long goal(List<MemberRun> live, List<MemberRun> group) {
    long here = group.get(0).iteration();
    long goal = group.stream().mapToLong(CohortRun::nextScores).min().orElseThrow();
    if (group.get(0).member().settings().kernel() == KernelForm.SINGLE) {
      return goal;
    }
    return live.stream()
        .mapToLong(MemberRun::iteration)
        .filter(iteration -> iteration > here && iteration < goal)
        .min()
        .orElse(goal);
  }

  /** The next iteration after which a trial is scored, or its end. */
  private static long nextScores(MemberRun run) {
    long end = run.member().settings().iterations();
    Scoring scoring = run.member().scoring();
    return scoring == null ? end : scoring.next(run.iteration(), end);
  }

  /** Scores a trial that is in no stack, where that is due and not yet done. */
  private void score(MemberRun run) {
    TrialSettings settings = run.member().settings();
    Scoring scoring = run.member().scoring();
    long at = run.iteration();
    if (scoring == null
        || run.recorder().diverged()
        || run.recorder().scoredAt() == at
        || !scoring.due(at, settings.iterations())) {
      return;
    }
    BooleanSupplier stop = () -> !run.ended() && asksToStop(run);
    List<Score> scores = new ArrayList<>();
    List<@Nullable Double> values =
        new Scorer(scoring, settings.model(), device)
            .scores(run.kept(), run.buffers(), stop)
            .orElseThrow(() -> stopped(at));
    for (int i = 0; i < values.size(); i++) {
      scores.add(new Score(at, scoring.metrics().get(i).name(), values.get(i)));
    }
    run.recorder().score(scores);
  }

  private static boolean asksToStop(MemberRun run) {
    return run.member().sink().stopRequested() || Thread.currentThread().isInterrupted();
  }

  /** Trials that stop while one is scored are scored when they resume. */
  private TrialStoppedException stopped(long iteration) {
    if (!checkpoints.none()) {
      live().forEach(this::save);
    }
    return new TrialStoppedException(iteration);
  }

  /** Trains until the goal is reached or a member diverges. */
  private void train(List<MemberRun> group, long goal) {
    try (Cohort cohort = new Cohort(group, device)) {
      boolean together = true;
      while (together && group.get(0).iteration() < goal) {
        cohort.step();
        long now = System.nanoTime();
        long iteration = group.get(0).iteration();
        boolean due = checkpoints.due(iteration, now - lastCheckpoint);
        if (due || cohort.logFull() || iteration == goal || now - lastRead > LONGEST_WAIT) {
          together = look(cohort, group, due);
          lastRead = System.nanoTime();
        }
      }
      cohort.park();
    }
  }

  /** Reads the records, saves checkpoints if due, and returns whether no member has diverged. */
  private boolean look(Cohort cohort, List<MemberRun> group, boolean due) {
    cohort.read();
    boolean stop = group.stream().anyMatch(run -> run.member().sink().stopRequested());
    if (due || stop) {
      cohort.park();
    }
    if (due || (stop && !checkpoints.none())) {
      group.stream().filter(run -> !run.ended()).forEach(this::save);
      lastCheckpoint = System.nanoTime();
    }
    long iteration = group.get(0).iteration();
    boolean ends = iteration == group.get(0).member().settings().iterations();
    if (!ends && (stop || Thread.currentThread().isInterrupted())) {
      group.stream().filter(MemberRun::ended).forEach(MemberRun::end);
      throw new TrialStoppedException(iteration);
    }
    return group.stream().noneMatch(MemberRun::ended);
  }

  private void save(MemberRun run) {
    checkpoints.sink().take(run.member(), Checkpoint.of(run, platform));
  }

  List<Outcome> outcomes() {
    return runs.stream().map(run -> run.recorder().outcome()).toList();
  }

  @Override
  public void close() {
    runs.forEach(MemberRun::close);
  }
}
