package alrc.jobs.spark.sweep;

import alrc.core.engine.NativeLibrary;
import alrc.core.train.ComputeDevice;
import alrc.jobs.spark.DeviceChoice;
import alrc.jobs.spark.GpuUse;
import alrc.jobs.spark.SparkRun;
import alrc.jobs.spark.TaskDevice;
import alrc.jobs.spark.TextTask;
import alrc.settings.UserMistake;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Asks an executor whether its native library works and whether it can train on its device, before
 * a trial uses up an attempt.
 */
final class DeviceProbe implements TextTask {
  private static final long serialVersionUID = 1L;

  private final DeviceChoice choice;

  private DeviceProbe(DeviceChoice choice) {
    this.choice = choice;
  }

  static void check(SparkRun spark, GpuUse gpus) {
    boolean here = !spark.isRemote();
    if (here) {
      NativeLibrary.load();
    }
    if (here && !spark.mayTrainOnGpus(gpus)) {
      if (gpus.device() == DeviceChoice.AUTO) {
        reportIdleGpus(ComputeDevice.gpuCount());
      }
      return;
    }
    for (String refusal :
        spark.run("can the devices be used?", List.of(""), new DeviceProbe(gpus.device()), gpus)) {
      throw new UserMistake(refusal);
    }
  }

  private static void reportIdleGpus(int seen) {
    if (seen > 0) {
      System.err.printf(
          Locale.ROOT,
          "training on the processor, though the engine sees %d GPUs here; --device gpu uses"
              + " them%n",
          seen);
    }
  }

  @Override
  public Iterator<String> call(Iterator<String> any) {
    try {
      NativeLibrary.load();
      TaskDevice unused = TaskDevice.of(choice);
      return Collections.emptyIterator();
    } catch (UserMistake refused) {
      return Collections.singleton(String.valueOf(refused.getMessage())).iterator();
    }
  }
}
