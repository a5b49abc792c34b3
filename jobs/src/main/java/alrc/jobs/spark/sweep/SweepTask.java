package alrc.jobs.spark.sweep;

import alrc.jobs.ledger.Attempts;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.spark.DeviceChoice;
import alrc.jobs.spark.OrderlyStop;
import alrc.jobs.spark.SharedFolder;
import alrc.jobs.spark.TaskDevice;
import alrc.jobs.spark.TextTask;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/** Trains the cohort of one task: a task that is lost loses what came after its checkpoints. */
final class SweepTask implements TextTask {
  private static final long serialVersionUID = 1L;

  private final StorageSettings storageSettings;
  private final DeviceChoice choice;
  private final Training training;
  private final TrialTally tally;

  SweepTask(
      StorageSettings storageSettings, DeviceChoice choice, Training training, TrialTally tally) {
    this.storageSettings = storageSettings;
    this.choice = choice;
    this.training = training;
    this.tally = tally;
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
            tally);
    while (orders.hasNext()) {
      CohortOrder order = CohortOrder.fromJson(orders.next());
      SweepFolder folder = new SweepFolder(storage, order.output());
      SharedFolder.checkHere(folder);
      CohortOrder left = task.attemptNumber() > 0 ? again(order, folder) : order;
      new CohortTraining(left, folder, place).run();
    }
    return Collections.emptyIterator();
  }

  private static Attempts.Elsewhere elsewhere() {
    boolean copies = SparkEnv.get().conf().getBoolean("spark.speculation", false);
    return copies ? Attempts.Elsewhere.UNKNOWN : Attempts.Elsewhere.DEAD;
  }

  private CohortOrder again(CohortOrder order, SweepFolder folder) throws IOException {
    CohortOrder left = order.again(folder, elsewhere());
    Set<String> open = new HashSet<>();
    left.trials().forEach(trial -> open.add(trial.trial().id()));
    order.trials().stream()
        .filter(trial -> !open.contains(trial.trial().id()))
        .forEach(tally::known);
    return left;
  }
}
