package alrc.jobs.cli.option;

import alrc.jobs.spark.DeviceChoice;
import alrc.jobs.spark.GpuUse;
import picocli.CommandLine.Option;

/** The options that say where trials are trained. */
public final class DeviceOptions {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "auto (the default): the GPU that Spark assigns to the task, or the CPU if it assigns"
              + " none; cpu: always the CPU; gpu: a GPU, or exit with 2")
  private DeviceChoice device = DeviceChoice.AUTO;

  @Option(
      names = "--gpus-per-task",
      paramLabel = "A",
      description =
          "share of a GPU for each training task, such as 1 or 0.25 (default: the value of"
              + " spark.task.resource.gpu.amount)")
  private double perTask;

  public GpuUse use() {
    return new GpuUse(device, perTask);
  }
}
