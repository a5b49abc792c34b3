package alrc.jobs.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.core.train.ComputeDevice;
import alrc.settings.UserMistake;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskDeviceTest {
  @Test
  void theAddressThatIsGivenIsTheDevice() {
    TaskDevice device = device(DeviceChoice.AUTO, List.of("3"), 4);
    assertEquals(ComputeDevice.gpu(3), device.device());
    assertEquals("gpu:3", device.name());
    assertEquals("gpu:0", device(DeviceChoice.GPU, List.of("0", "1"), 2).name());
  }

  @Test
  void theProcessorIsTakenWhereNothingIsGivenOrItIsAskedFor() {
    assertEquals("cpu", device(DeviceChoice.AUTO, List.of(), 4).name());
    assertEquals("cpu", device(DeviceChoice.CPU, List.of(), 4).name());
    TaskDevice asked = device(DeviceChoice.CPU, List.of("1"), 0);
    assertEquals(ComputeDevice.CPU, asked.device());
    assertEquals("cpu (assigned gpu:1)", asked.name());
  }

  @Test
  void whatCannotBeHadIsRefusedAndNamed() {
    assertEquals(
        "--device auto: GPU 1 on node7 cannot be used: the engine sees no GPU there; executors need"
            + " a CUDA build of its native library, or give --device cpu",
        refusal(DeviceChoice.AUTO, List.of("1"), 0));
    assertEquals(
        "--device gpu: GPU MIG-7 on node7 cannot be used: the engine sees GPUs 0 … 1 there;"
            + " executors need a CUDA build of its native library, or give --device cpu",
        refusal(DeviceChoice.GPU, List.of("MIG-7"), 2));
    assertEquals(
        "--device gpu: a task on node7 was given no GPU", refusal(DeviceChoice.GPU, List.of(), 2));
  }

  @Test
  void inOneProcessTasksTakeTheGpusInTurn() {
    for (int task = 0; task < 5; task++) {
      TaskDevice.Assignment none = new TaskDevice.Assignment(List.of(), true, task);
      assertEquals(
          "gpu:" + task % 2, TaskDevice.choose(DeviceChoice.GPU, none, () -> 2, "node7").name());
    }
  }

  private static TaskDevice device(DeviceChoice choice, List<String> addresses, int seen) {
    TaskDevice.Assignment assigned = new TaskDevice.Assignment(addresses, false, 5);
    return TaskDevice.choose(choice, assigned, () -> seen, "node7");
  }

  private static String refusal(DeviceChoice choice, List<String> addresses, int seen) {
    return assertThrows(UserMistake.class, () -> device(choice, addresses, seen)).getMessage();
  }
}
