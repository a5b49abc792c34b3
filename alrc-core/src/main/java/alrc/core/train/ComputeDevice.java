package alrc.core.train;

import ai.djl.Device;
import alrc.core.engine.NativeLibrary;
import alrc.settings.Limits;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device that trains trials.
 *
 * @param name "cpu", or "gpu:" and the index of a GPU of this process
 */
public record ComputeDevice(String name) {
  private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,4})");

  /** The processor. */
  public static final ComputeDevice CPU = new ComputeDevice("cpu");

  public ComputeDevice {
    Limits.require(
        name.equals("cpu") || GPU.matcher(name).matches(), "device", name, "must be cpu or gpu:N");
  }

  /** The GPU of an index. */
  public static ComputeDevice gpu(int index) {
    return new ComputeDevice("gpu:" + index);
  }

  /** How many GPUs the engine can use in this process. */
  public static int gpuCount() {
    return NativeLibrary.load().getGpuCount();
  }

  /**
   * The engine's name for the device. A GPU that this process does not have is refused, never
   * replaced by the processor.
   */
  Device device() {
    Matcher gpu = GPU.matcher(name);
    if (!gpu.matches()) {
      NativeLibrary.load(); // before anything else makes the engine load it
      return Device.cpu();
    }
    int index = Integer.parseInt(gpu.group(1));
    int count = gpuCount();
    Limits.require(
        index < count, "device", name, "must be one of the " + count + " GPUs of this process");
    return Device.gpu(index);
  }
}
