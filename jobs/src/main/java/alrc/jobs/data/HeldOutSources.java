package alrc.jobs.data;

import alrc.core.data.CifarRecords;
import alrc.core.data.DataSpec;
import alrc.core.data.HeldOut;
import alrc.core.data.SyntheticImages;
import alrc.core.data.SyntheticScans;
import alrc.core.data.TrainingData;
import alrc.core.model.Task;
import alrc.core.study.Cell;
import alrc.core.study.Evaluation;
import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Opens the splits that trials are scored on. */
public final class HeldOutSources {
  /** Those of this process's trials: opened once, shared by the tasks of an executor. */
  private static final Map<Wanted, SoftReference<HeldOut>> OPENED = new HashMap<>();

  private HeldOutSources() {}

  /** Which examples: of made-up data and of windows there are as many as are asked for. */
  private record Wanted(TrainingData data, String digest, DataSpec.Split split, int examples) {
    static Wanted of(Cell cell, String digest) {
      Evaluation evaluation = Objects.requireNonNull(cell.evaluate());
      return new Wanted(cell.trainingData(), digest, evaluation.split(), evaluation.examples());
    }

    UserMistake mistake(Exception reason) {
      return new UserMistake(
          "evaluate.split " + split.label() + ": cannot be read (" + Storage.reason(reason) + ")",
          reason);
    }
  }

  /**
   * The examples that a trial is scored on; the same for every task of this process while memory
   * allows.
   *
   * @param trial of a cell with an evaluation
   * @throws UserMistake if the data have none
   */
  public static HeldOut of(Storage storage, Trial trial) {
    Wanted wanted = Wanted.of(trial.cell(), trial.dataDigest());
    synchronized (OPENED) {
      SoftReference<HeldOut> held = OPENED.get(wanted);
      HeldOut examples = held == null ? null : held.get();
      if (examples == null) {
        examples = opened(storage, wanted);
        OPENED.put(wanted, new SoftReference<>(examples));
      }
      return examples;
    }
  }

  /** Refuses a study whose splits cannot be scored on, before anything is trained. */
  public static void check(Storage storage, Study study) {
    List<Wanted> all =
        study.cells().stream()
            .filter(cell -> cell.evaluate() != null)
            .map(cell -> Wanted.of(cell, ""))
            .distinct()
            .toList();
    for (Wanted wanted : all) {
      try {
        open(storage, wanted);
      } catch (IOException | UncheckedIOException unreadable) {
        throw wanted.mistake(unreadable);
      }
    }
  }

  private static HeldOut opened(Storage storage, Wanted wanted) {
    try {
      return open(storage, wanted);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static HeldOut open(Storage storage, Wanted wanted) throws IOException {
    DataSpec spec = wanted.data().spec();
    Integer side = wanted.data().task() instanceof Task.Completion task ? task.side() : null;
    if (spec instanceof DataSpec.Synthetic made) {
      int count = wanted.examples();
      return side == null
          ? HeldOut.of(new SyntheticImages(count, made.channels(), made.seed(), wanted.split()))
          : HeldOut.of(new SyntheticScans(count, side, made.seed(), wanted.split()));
    }
    if (spec instanceof DataSpec.Prepared prepared) {
      DataSpec.Prepared other = of(prepared, wanted);
      return side == null
          ? HeldOut.of(PreparedWindows.draw(storage, other))
          : HeldOut.of(PreparedScans.open(storage, other, side));
    }
    DataSpec.Cifar10 cifar = (DataSpec.Cifar10) spec;
    var files = BatchSources.cifarFiles(storage, cifar.path(), "test_batch.bin");
    if (files.isEmpty()) {
      throw new UserMistake(
          "evaluate.split test: data.path " + cifar.path() + " contains no test_batch.bin");
    }
    return HeldOut.of(CifarRecords.of(files));
  }

  /** The split to score on in place of the one that is trained on, with windows as they are. */
  private static DataSpec.Prepared of(DataSpec.Prepared spec, Wanted wanted) {
    return new DataSpec.Prepared(
        spec.path(), wanted.split(), wanted.examples(), spec.seed(), false, 0, List.of(1.0, 1.0));
  }
}
