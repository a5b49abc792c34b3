package alrc.jobs.spark;

import alrc.core.train.ComputeDevice;
import java.io.IOException;
import java.net.InetAddress;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** Where the task of this thread runs. */
final class TaskDevice {
  private static final String GPU = "gpu";

  private TaskDevice() {}

  /** The GPU that Spark assigned to this task, or the processor where tasks are given none. */
  static ComputeDevice assigned() {
    ResourceInformation assigned = TaskContext.get().resourcesJMap().get(GPU);
    if (assigned == null || assigned.addresses().length == 0) {
      return ComputeDevice.CPU;
    }
    return ComputeDevice.gpu(Integer.parseInt(assigned.addresses()[0]));
  }

  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException unnamed) {
      return "unknown";
    }
  }
}
