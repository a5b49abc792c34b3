package alrc.core.train;

import alrc.core.data.BatchSource;
import alrc.core.engine.Tf32;
import alrc.core.lossrule.Precision;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.settings.Limits;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains trials from their first step, or from a checkpoint, to their end.
 *
 * <p>One step: per-example losses → loss rule → mean → back-propagation → gradient rules →
 * parameters. A result depends only on the trial's settings, its seed and the data, for one numeric
 * platform. It does not depend on the trials beside it or on how often it was stopped. Several
 * cohorts may run at once, each on its own thread.
 */
public final class TrainingLoop {
  private TrainingLoop() {}

  /**
   * Runs one trial.
   *
   * @param seed decides the initial weights and the batches
   * @param source the training data
   * @param sink receives every iteration, some tens at a time
   * @param device where the trial is trained; refused if this process does not have it
   * @throws TrialStoppedException if the sink asks for it or the thread is interrupted
   */
  public static Outcome run(
      TrialSettings settings,
      long seed,
      BatchSource source,
      RecordSink sink,
      ComputeDevice device) {
    Member alone = new Member(settings, seed, source, sink);
    return run(List.of(alone), device, CheckpointPlan.NONE).get(0);
  }

  /**
   * Runs a cohort; members of the single kernel form run one after another. A member that diverges
   * or reaches its end does not stop the others. Members that resume from checkpoints of different
   * iterations are trained together once they have caught up.
   *
   * @param members trials that {@linkplain Member#fits fit} each other
   * @return their outcomes, in order
   * @throws TrialStoppedException if a sink asks for it or the thread is interrupted
   * @throws alrc.core.state.UnusableStateException if a member's checkpoint is refused
   */
  public static List<Outcome> run(
      List<Member> members, ComputeDevice device, CheckpointPlan checkpoints) {
    Limits.atLeast("members", members.size(), 1);
    for (Member member : members) {
      Limits.require(
          members.get(0).fits(member), "members", member.settings(), "must be of equal shape");
    }
    Autograd.limitThreads();
    Tf32 numbers = numbers(members, device);
    try (numbers;
        CohortRun run = new CohortRun(members, device, checkpoints)) {
      run.train();
      return run.outcomes();
    }
  }

  /** Null on the processor, where nothing is shared. */
  private static @Nullable Tf32 numbers(List<Member> members, ComputeDevice device) {
    boolean tf32 = members.get(0).settings().precision() == Precision.TF32;
    if (device.equals(ComputeDevice.CPU)) {
      Limits.require(!tf32, "precision", "tf32", "must be float32 or float16 on a processor");
      return null;
    }
    BooleanSupplier stop =
        () ->
            Thread.currentThread().isInterrupted()
                || members.stream().anyMatch(member -> member.sink().stopRequested());
    return Tf32.use(tf32, stop).orElseThrow(() -> new TrialStoppedException(0));
  }
}
