package alrc.jobs.spark.sweep;

import alrc.core.record.RecordSink;
import alrc.core.study.Trial;
import alrc.core.train.CohortSize;
import alrc.core.train.Member;
import alrc.jobs.data.TrialMembers;
import alrc.jobs.ledger.Attempts;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.spark.DeviceChoice;
import alrc.jobs.spark.SharedFolder;
import alrc.jobs.spark.TaskDevice;
import alrc.jobs.spark.TextTask;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;

/** Measures, where trials are trained, how many of a shape are best trained side by side. */
final class CohortProbe implements TextTask {
  private static final long serialVersionUID = 1L;

  private final StorageSettings storageSettings;

  private final DeviceChoice choice;

  CohortProbe(StorageSettings storageSettings, DeviceChoice choice) {
    this.storageSettings = storageSettings;
    this.choice = choice;
  }

  @Override
  public Iterator<String> call(Iterator<String> orders) throws IOException {
    TrialOrder order = TrialOrder.fromJson(orders.next());
    Trial trial = order.trial();
    Storage storage = storageSettings.open();
    SweepFolder folder = new SweepFolder(storage, order.output());
    SharedFolder.checkHere(folder);
    Attempts attempts = new Attempts(folder);
    attempts.begin(trial.id(), new Attempts.Begun(order.attempt(), Attempts.Begun.UNREAD, false));
    try {
      Member like = TrialMembers.begun(storage, trial, RecordSink.NONE);
      return Collections.singleton(String.valueOf(measured(like, choice))).iterator();
    } finally {
      attempts.end(trial.id());
    }
  }

  /** A trial that cannot be trained is detected and recorded when it is trained. */
  private static int measured(Member like, DeviceChoice choice) {
    try {
      return CohortSize.measure(like, TaskDevice.of(choice).device());
    } catch (RuntimeException | OutOfMemoryError untrainable) {
      return 1;
    }
  }
}
