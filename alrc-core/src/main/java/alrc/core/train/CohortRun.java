package alrc.core.train;

import alrc.core.record.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Trains members to their ends, as one cohort after another: whenever a member ends, or one that is
 * behind catches up, a new cohort is formed.
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
    List<MemberRun> live = live();
    while (!live.isEmpty()) {
      List<MemberRun> group = furthestBehind(live);
      train(group, goal(live, group));
      for (MemberRun run : group) {
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

  /** The iteration up to which the group trains alone: the end, or where others wait. */
  private static long goal(List<MemberRun> live, List<MemberRun> group) {
    MemberRun first = group.get(0);
    TrialSettings settings = first.member().settings();
    if (settings.kernel() == KernelForm.SINGLE) {
      return settings.iterations();
    }
    return live.stream()
        .mapToLong(MemberRun::iteration)
        .filter(iteration -> iteration > first.iteration())
        .min()
        .orElse(settings.iterations());
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
