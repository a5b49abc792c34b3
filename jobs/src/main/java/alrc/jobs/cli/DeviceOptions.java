package alrc.jobs.cli;

import alrc.jobs.spark.DeviceChoice;
import alrc.jobs.spark.GpuUse;
import picocli.CommandLine.Option;

/** The options that say where trials are trained. */
final class DeviceOptions {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "auto (the default): the GPU that Spark assigns to the task, the processor where it"
              + " assigns none; cpu: the processor in any case; gpu: a GPU, or exit with 2")
  private DeviceChoice device = DeviceChoice.AUTO;

  @Option(
      names = "--gpus-per-task",
      paramLabel = "A",
      description =
          "part of a GPU that each training task holds, such as 1 or 0.25 (default: what"
              + " spark.task.resource.gpu.amount says)")
  private double perTask;

  GpuUse use() {
    return new GpuUse(device, perTask);
  }
}
