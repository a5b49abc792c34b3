package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.model.Model;
import alrc.core.model.SupersamplingNet;
import alrc.core.state.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightOrderTest {
  private final Model model = new SupersamplingNet(1.0 / 16, 3);
  private final ParameterLayout layout = model.layout();

  @ParameterizedTest
  @EnumSource(WeightOrder.class)
  void theHostGetsBackWhatItGave(WeightOrder order) {
    float[] host = model.initialParameters(7);
    assertArrayEquals(host, order.toHost(layout, order.toDevice(layout, host)));
  }

  @ParameterizedTest
  @EnumSource(WeightOrder.class)
  void aPassSeesTheSameParametersInEitherOrder(WeightOrder order) {
    float[] host = model.initialParameters(7);
    float[] device = order.toDevice(layout, host);
    int padded = host.length + 5;
    float[] two = Arrays.copyOf(device, 2 * padded);
    System.arraycopy(device, 0, two, padded, device.length);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      List<NDArray> wanted = layout.views(manager.create(host));
      NDArray rows = manager.create(two, new Shape(2, padded));
      List<NDArray> seen = order.views(layout, rows, 2);
      assertEquals(wanted.size(), seen.size());
      for (int i = 0; i < seen.size(); i++) {
        NDArray once = wanted.get(i);
        assertEquals(once.concat(once, 0), seen.get(i), layout.parameters().get(i).name());
      }
    }
  }

  @Test
  void superSamplingOnTheProcessorHasItsChannelsLast() {
    assertEquals(WeightOrder.CHANNELS_LAST, WeightOrder.of(model, ComputeDevice.CPU));
    float[] host = model.initialParameters(7);
    assertFalse(Arrays.equals(host, WeightOrder.CHANNELS_LAST.toDevice(layout, host)));
  }
}
