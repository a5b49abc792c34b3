package alrc.jobs.spark;

import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.util.LongAccumulator;

/** Trains the cohort of one task: a task that is lost loses what came after its checkpoints. */
final class SweepTask implements TextTask {
  private static final long serialVersionUID = 1L;

  private final StorageSettings storageSettings;
  private final DeviceChoice choice;
  private final Training training;
  private final LongAccumulator ended;

  SweepTask(
      StorageSettings storageSettings,
      DeviceChoice choice,
      Training training,
      LongAccumulator ended) {
    this.storageSettings = storageSettings;
    this.choice = choice;
    this.training = training;
    this.ended = ended;
  }

  @Override
  public Iterator<String> call(Iterator<String> orders) throws IOException {
    Storage storage = storageSettings.open();
    TaskContext task = TaskContext.get();
    CohortTraining.Place place =
        new CohortTraining.Place(
            training,
            TaskDevice.of(choice),
            () -> task.isInterrupted() || OrderlyStop.requested(),
            () -> ended.add(1));
    while (orders.hasNext()) {
      CohortOrder order = CohortOrder.fromJson(orders.next());
      CohortOrder left = task.attemptNumber() > 0 ? order.again(storage) : order;
      new CohortTraining(left, storage, place).run();
    }
    return Collections.emptyIterator();
  }
}
