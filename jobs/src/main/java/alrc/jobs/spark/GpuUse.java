package alrc.jobs.spark;

import alrc.settings.UserMistake;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/**
 * How a sweep uses GPUs.
 *
 * @param device where trials are trained
 * @param perTask fraction of a GPU that each training task gets, 0 &lt; perTask ≤ 1; 0 for {@code
 *     spark.task.resource.gpu.amount}
 */
public record GpuUse(DeviceChoice device, double perTask) {
  /** As in Spark's configuration. */
  public static final GpuUse AS_CONFIGURED = new GpuUse(DeviceChoice.AUTO, 0);

  private static final String EXECUTOR_AMOUNT = "spark.executor.resource.gpu.amount";
  private static final String TASK_AMOUNT = "spark.task.resource.gpu.amount";

  public GpuUse {
    if (!(perTask >= 0 && perTask <= 1)) {
      throw new UserMistake("--gpus-per-task " + perTask + ": must be more than 0 and at most 1");
    }
  }

  /**
   * Refuses what could only train on other devices than meant.
   *
   * @throws UserMistake naming the option and the setting that is missing
   */
  public void check(SparkSettings settings) {
    check(SparkRun.configuration(settings));
  }

  void check(SparkConf configuration) {
    String master = configuration.get("spark.master", "local[*]");
    if (isOneProcess(master)) {
      if (perTask > 0) {
        throw new UserMistake(
            String.format(
                Locale.ROOT,
                "--gpus-per-task %s: Spark hands out no GPUs with --master %s; leave it out, and"
                    + " give --device gpu to use those of this machine",
                perTask,
                master));
      }
      for (String name : List.of(TASK_AMOUNT, EXECUTOR_AMOUNT)) {
        if (amount(configuration, name) > 0) {
          throw new UserMistake(
              String.format(
                  Locale.ROOT,
                  "--conf %s: Spark hands out no GPUs with --master %s, its tasks would never run;"
                      + " leave it out, and give --device gpu to use those of this machine",
                  name,
                  master));
        }
      }
      return;
    }
    boolean have = amount(configuration, EXECUTOR_AMOUNT) > 0;
    boolean ask = perTask > 0 || amount(configuration, TASK_AMOUNT) > 0;
    if (ask && !have) {
      throw new UserMistake(
          (perTask > 0 ? "--gpus-per-task " + perTask : TASK_AMOUNT)
              + ": the executors have no GPUs; give --conf "
              + EXECUTOR_AMOUNT
              + "=N");
    }
    if (!ask && (device == DeviceChoice.GPU || (have && device == DeviceChoice.AUTO))) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--device %s: tasks would be given no GPU%s; give --gpus-per-task 1 (or a fraction,"
                  + " such as 0.25), or --device cpu",
              device.name().toLowerCase(Locale.ROOT),
              have ? ", though the executors have some" : ""));
    }
  }

  /** Whether the tasks of a sweep may train on GPUs. */
  boolean mayTrainOnGpus(SparkConf configuration) {
    return device == DeviceChoice.GPU
        || (device == DeviceChoice.AUTO && (perTask > 0 || amount(configuration, TASK_AMOUNT) > 0));
  }

  /**
   * What Spark must reserve for each training task, if that differs from its configuration. Tasks
   * of the profile run on the executors that are there (Spark ≥ 3.5, on standalone, YARN and
   * Kubernetes), so that no other task of the sweep reserves a GPU.
   */
  Optional<ResourceProfile> profile() {
    return perTask > 0
        ? Optional.of(
            new ResourceProfileBuilder()
                .require(new TaskResourceRequests().resource("gpu", perTask))
                .build())
        : Optional.empty();
  }

  private static boolean isOneProcess(String master) {
    return master.startsWith("local") && !master.startsWith("local-cluster");
  }

  private static double amount(SparkConf configuration, String name) {
    return configuration.getDouble(name, 0);
  }
}
