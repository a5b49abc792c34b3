package alrc.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceFailureTest {
  @Test
  void anArrayThatNoMemoryHasRoomForIsAFailureOfMemory() {
    try (NDManager manager = NativeLibrary.load().newBaseManager(Device.cpu())) {
      RuntimeException refused =
          assertThrows(RuntimeException.class, () -> manager.zeros(new Shape(1L << 45)));
      assertEquals(Optional.of(DeviceFailure.OUT_OF_MEMORY), DeviceFailure.of(refused));
    }
  }

  /** The messages are those of libtorch 2.7.1, c10/cuda: CUDACachingAllocator, CUDAException. */
  @Test
  void theWordsOfAGpuAreUnderstood() {
    assertEquals(
        Optional.of(DeviceFailure.OUT_OF_MEMORY),
        of("CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of …"));
    assertEquals(
        Optional.of(DeviceFailure.LOST),
        of("CUDA error: an illegal memory access was encountered"));
    assertEquals(Optional.empty(), of("The size of tensor a (3) must match the size of tensor b"));
  }

  private static Optional<DeviceFailure> of(String message) {
    return DeviceFailure.of(new IllegalStateException("step 3", new EngineException(message)));
  }
}
