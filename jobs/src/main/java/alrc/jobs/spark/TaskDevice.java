package alrc.jobs.spark;

import alrc.core.train.ComputeDevice;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.ThisHost;
import alrc.settings.UserMistake;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * Where the task of this thread trains a network, or uses one.
 *
 * @param device what the engine is given
 * @param name what the results call it: {@code cpu}, {@code gpu:1}, or {@code cpu (assigned gpu:1)}
 *     where the processor was asked for
 * @param host this machine
 */
public record TaskDevice(ComputeDevice device, String name, String host) {
  private static final String GPU = "gpu";

  /**
   * The resources that Spark gave the task.
   *
   * @param addresses of its GPUs
   * @param oneProcess driver and tasks are one process, in which Spark assigns no addresses
   * @param partition number of the task
   */
  record Assignment(List<String> addresses, boolean oneProcess, int partition) {}

  /** The device of the running task; a device that is unavailable is refused, not replaced. */
  public static TaskDevice of(DeviceChoice choice) {
    TaskContext task = TaskContext.get();
    ResourceInformation held = task.resourcesJMap().get(GPU);
    List<String> addresses = held == null ? List.of() : List.of(held.addresses());
    boolean oneProcess = "driver".equals(SparkEnv.get().executorId());
    return choose(
        choice,
        new Assignment(addresses, oneProcess, task.partitionId()),
        ComputeDevice::gpuCount,
        ThisHost.name());
  }

  /**
   * Chooses the device.
   *
   * @param seen how many GPUs the engine can use
   * @throws UserMistake naming the address and what is missing
   */
  static TaskDevice choose(
      DeviceChoice choice, Assignment assigned, IntSupplier seen, String host) {
    boolean none = assigned.addresses().isEmpty();
    if (choice == DeviceChoice.CPU || (choice == DeviceChoice.AUTO && none)) {
      String held = none ? "" : " (assigned gpu:" + String.join(",", assigned.addresses()) + ")";
      return new TaskDevice(ComputeDevice.CPU, "cpu" + held, host);
    }
    if (none && !assigned.oneProcess()) {
      throw new UserMistake("--device gpu: a task on " + host + " was given no GPU");
    }
    int count = seen.getAsInt();
    String address =
        none ? "" + assigned.partition() % Math.max(1, count) : assigned.addresses().get(0);
    if (!address.matches("\\d{1,4}") || Integer.parseInt(address) >= count) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--device %s: GPU %s on %s cannot be used: the engine sees %s there; executors need a"
                  + " CUDA build of its native library, or give --device cpu",
              choice == DeviceChoice.GPU ? "gpu" : "auto",
              address,
              host,
              count == 0 ? "no GPU" : "GPUs 0 … " + (count - 1)));
    }
    ComputeDevice device = ComputeDevice.gpu(Integer.parseInt(address));
    return new TaskDevice(device, device.name(), host);
  }

  /**
   * What happens when the GPU no longer answers. An executor process ends, so that Spark starts
   * another; where driver and tasks are one process, the command ends.
   *
   * @param failure the engine's
   * @return the mistake to throw, where this process goes on
   */
  public UserMistake lost(Throwable failure) {
    String words =
        String.format(
            Locale.ROOT,
            "%s on %s no longer answers (%s); nvidia-smi may say why; the same command resumes from"
                + " the checkpoints",
            name,
            host,
            Storage.reason(failure));
    if (!"driver".equals(SparkEnv.get().executorId())) {
      System.err.println(words + "; this executor ends");
      Runtime.getRuntime().halt(1);
    }
    return new UserMistake(words, failure);
  }
}
