package alrc.jobs.spark;

import alrc.core.data.BatchSource;
import alrc.core.study.Trial;
import alrc.core.train.ComputeDevice;
import alrc.core.train.NumericPlatform;
import alrc.core.train.Outcome;
import alrc.core.train.RecordSink;
import alrc.core.train.StepRecord;
import alrc.core.train.TrainingLoop;
import alrc.core.train.TrialStoppedException;
import alrc.jobs.data.BatchSources;
import alrc.jobs.fault.UserMistake;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.TrialRows;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.util.LongAccumulator;

/**
 * Trains the trials of one task, a cohort of one, and records each the moment it ends: a task that
 * is lost loses only the trial it was at.
 */
final class SweepTask implements TextTask {
  private static final long serialVersionUID = 1L;
  private static final String GPU = "gpu";

  private final StorageSettings storageSettings;
  private final LongAccumulator ended;

  SweepTask(StorageSettings storageSettings, LongAccumulator ended) {
    this.storageSettings = storageSettings;
    this.ended = ended;
  }

  @Override
  public Iterator<String> call(Iterator<String> orders) throws IOException {
    Storage storage = storageSettings.open();
    List<String> statuses = new ArrayList<>();
    while (orders.hasNext()) {
      TrialOrder order = TrialOrder.fromJson(orders.next());
      statuses.add(run(order, storage));
      ended.add(1);
    }
    return statuses.iterator();
  }

  private static String run(TrialOrder order, Storage storage) throws IOException {
    Trial trial = order.trial();
    Ledger ledger = new Ledger(storage, order.output());
    try {
      Ledger.Entry entry = train(order, trial, storage);
      ledger.commit(entry);
      return String.valueOf(entry.summary().get("status"));
    } catch (UserMistake | TrialStoppedException notTheTrials) {
      throw notTheTrials;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError failed) {
      ledger.fail(
          trial.id(), order.attempt(), TrialRows.failure(trial, order.attempt(), failed, host()));
      return "failed";
    }
  }

  private static Ledger.Entry train(TrialOrder order, Trial trial, Storage storage) {
    ComputeDevice device = device();
    BatchSource data =
        BatchSources.shared(storage, trial.cell().trainingData(), trial.dataDigest());
    long startedAt = System.currentTimeMillis();
    long start = System.nanoTime();
    Outcome outcome =
        TrainingLoop.run(trial.cell().settings(), trial.seed(), data, new UntilKilled(), device);
    TrialRows.Circumstances circumstances =
        new TrialRows.Circumstances(
            order.study(),
            order.attempt(),
            1,
            device.name(),
            NumericPlatform.of(device),
            startedAt,
            (System.nanoTime() - start) / 1e9,
            host());
    return TrialRows.entry(trial, outcome, circumstances);
  }

  /** The GPU that Spark assigned to this task, or the processor where tasks are given none. */
  private static ComputeDevice device() {
    ResourceInformation assigned = TaskContext.get().resourcesJMap().get(GPU);
    if (assigned == null || assigned.addresses().length == 0) {
      return ComputeDevice.CPU;
    }
    return ComputeDevice.gpu(Integer.parseInt(assigned.addresses()[0]));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException unnamed) {
      return "unknown";
    }
  }

  /** Gives a trial up when Spark has killed its task. */
  private static final class UntilKilled implements RecordSink {
    private final TaskContext task = TaskContext.get();

    @Override
    public void step(StepRecord record) {}

    @Override
    public boolean stopRequested() {
      return task.isInterrupted();
    }
  }
}
