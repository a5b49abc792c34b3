package alrc.jobs.spark;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.settings.UserMistake;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class GpuUseTest {
  private static final String CLUSTER = "spark://node1:7077";

  @Test
  void executorsWithGpusThatNoTaskAsksForAreNotLeftForTheProcessor() {
    SparkConf idle = cluster().set("spark.executor.resource.gpu.amount", "2");
    assertEquals(
        "--device auto: tasks would be given no GPU, though the executors have some; give"
            + " --gpus-per-task 1 (or a fraction, such as 0.25), or --device cpu",
        refusal(new GpuUse(DeviceChoice.AUTO, 0), idle));
    assertDoesNotThrow(() -> new GpuUse(DeviceChoice.CPU, 0).check(idle));
    assertDoesNotThrow(() -> new GpuUse(DeviceChoice.AUTO, 0.25).check(idle));
    SparkConf asked = idle.clone().set("spark.task.resource.gpu.amount", "0.5");
    assertDoesNotThrow(() -> GpuUse.AS_CONFIGURED.check(asked));
  }

  @Test
  void whatNoExecutorHasIsRefused() {
    assertEquals(
        "--gpus-per-task 0.5: the executors have no GPUs; give --conf"
            + " spark.executor.resource.gpu.amount=N",
        refusal(new GpuUse(DeviceChoice.AUTO, 0.5), cluster()));
    assertEquals(
        "--device gpu: tasks would be given no GPU; give --gpus-per-task 1 (or a fraction, such as"
            + " 0.25), or --device cpu",
        refusal(new GpuUse(DeviceChoice.GPU, 0), cluster()));
    assertEquals(
        "--gpus-per-task 1.0: Spark hands out no GPUs with --master local[2]; leave it out, and"
            + " give --device gpu to use those of this machine",
        refusal(new GpuUse(DeviceChoice.GPU, 1), new SparkConf(false).setMaster("local[2]")));
    assertEquals(
        "--conf spark.task.resource.gpu.amount: Spark hands out no GPUs with --master local[2], its"
            + " tasks would never run; leave it out, and give --device gpu to use those of this"
            + " machine",
        refusal(
            GpuUse.AS_CONFIGURED,
            new SparkConf(false).setMaster("local[2]").set("spark.task.resource.gpu.amount", "1")));
    assertEquals(
        "--gpus-per-task 2.0: must be more than 0 and at most 1",
        assertThrows(UserMistake.class, () -> new GpuUse(DeviceChoice.AUTO, 2)).getMessage());
  }

  private static SparkConf cluster() {
    return new SparkConf(false).setMaster(CLUSTER);
  }

  private static String refusal(GpuUse use, SparkConf configuration) {
    return assertThrows(UserMistake.class, () -> use.check(configuration)).getMessage();
  }
}
