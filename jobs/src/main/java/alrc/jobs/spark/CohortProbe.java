package alrc.jobs.spark;

import alrc.core.study.Trial;
import alrc.core.train.CohortSize;
import alrc.core.train.Member;
import alrc.core.train.RecordSink;
import alrc.jobs.data.TrialMembers;
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
    Trial trial = TrialOrder.fromJson(orders.next()).trial();
    Member like = TrialMembers.begun(storageSettings.open(), trial, RecordSink.NONE);
    return Collections.singleton(String.valueOf(measured(like, choice))).iterator();
  }

  /** What cannot be trained is found out, and recorded, where it is trained. */
  private static int measured(Member like, DeviceChoice choice) {
    try {
      return CohortSize.measure(like, TaskDevice.of(choice).device());
    } catch (RuntimeException | OutOfMemoryError untrainable) {
      return 1;
    }
  }
}
