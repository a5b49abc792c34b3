package alrc.jobs.replay;

import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.StepRecord;
import alrc.core.study.Trial;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.core.train.NumericPlatform;
import alrc.core.train.TrainingLoop;
import alrc.jobs.data.TrialMembers;
import alrc.jobs.ledger.CodeVersion;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.TrialRows;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one recorded trial again, alone and from its beginning, and compares. Nothing is written: a
 * replay leaves the sweep as it is.
 */
public final class Replay {
  /** Default tolerance on a platform that is not the recorded one. */
  public static final double ELSEWHERE = 1e-3;

  private final RecordedTrial recorded;
  private final ComputeDevice device;

  /**
   * A replay.
   *
   * @param device where the trial is trained
   */
  public Replay(RecordedTrial recorded, ComputeDevice device) {
    this.recorded = recorded;
    this.device = device;
  }

  /**
   * The device of the same kind as the recorded one.
   *
   * @throws UserMistake where this process has none: the processor never stands in silently
   */
  public static ComputeDevice like(RecordedTrial recorded) {
    boolean gpu = String.valueOf(recorded.entry().summary().get("device")).startsWith("gpu");
    if (gpu && ComputeDevice.gpuCount() == 0) {
      throw new UserMistake(
          "--device: the trial was recorded on a GPU and this process sees none; --device cpu"
              + " replays it on the processor, where results can agree only within a tolerance");
    }
    return gpu ? ComputeDevice.gpu(0) : ComputeDevice.CPU;
  }

  /** The differences between this process and the recorded one, each in words. */
  public List<String> elsewhere() {
    NumericPlatform here = NumericPlatform.of(device);
    Map<String, Object> summary = recorded.entry().summary();
    List<String> differing = new ArrayList<>();
    String kind = String.valueOf(summary.get("device")).replaceAll("[: ].*", "");
    differ(differing, "device", kind, here.device());
    differ(differing, "cpu_isa", summary.get("cpu_isa"), here.cpuIsa());
    differ(differing, "engine", summary.get("engine"), here.engine());
    differ(differing, "threads", summary.get("threads"), here.threads());
    differ(differing, "code_version", summary.get("code_version"), CodeVersion.current());
    return differing;
  }

  private static void differ(
      List<String> words, String what, @Nullable Object recorded, Object here) {
    if (!Objects.equals(recorded, here)) {
      words.add(what + " recorded " + recorded + ", here " + here);
    }
  }

  /**
   * Trains the trial and compares.
   *
   * @param tolerance the largest size of a difference that passes, ≥ 0; empty for none on the
   *     platform of the record, {@value #ELSEWHERE} on another
   * @param progress receives the number of iterations that are done
   * @throws UserMistake where the data are absent or are no longer those of the record
   */
  public ReplayResult run(Storage storage, OptionalDouble tolerance, LongConsumer progress) {
    Trial trial = recorded.trial();
    RecordSink sink = (StepRecord step) -> progress.accept(step.iteration());
    List<Member> alone = List.of(begun(storage, trial, sink));
    Outcome outcome = TrainingLoop.run(alone, device, CheckpointPlan.NONE).get(0);
    Ledger.Entry now = TrialRows.entry(trial, outcome, here());
    List<Difference> differences =
        Differences.between(recorded.entry(), now, trial.cell().settings().summaryLast());
    return new ReplayResult(
        differences, tolerance.orElseGet(() -> elsewhere().isEmpty() ? 0 : ELSEWHERE));
  }

  private static Member begun(Storage storage, Trial trial, RecordSink sink) {
    try {
      return TrialMembers.begun(storage, trial, sink);
    } catch (UncheckedIOException unreadable) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "data %s: cannot be read (%s)",
              trial.cell().data(),
              Storage.reason(unreadable)),
          unreadable);
    }
  }

  /** Circumstances that are not compared. */
  private TrialRows.Circumstances here() {
    return new TrialRows.Circumstances(
        "", 1, 1, 0, device.name(), NumericPlatform.of(device), 0, 0, "");
  }
}
