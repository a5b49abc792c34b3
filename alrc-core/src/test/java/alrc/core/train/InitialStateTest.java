package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import alrc.core.data.BatchSource;
import alrc.core.data.PartialScanBatches;
import alrc.core.data.SyntheticScans;
import alrc.core.model.InitialWeights;
import alrc.core.model.PartialScanNet;
import alrc.core.model.SupersamplingNet;
import alrc.core.state.ParameterLayout.Parameter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitialStateTest {
  private final PartialScanNet net = new PartialScanNet(1.0 / 32, 64, InitialWeights.NORMAL);
  private final BatchSource scans = new PartialScanBatches(new SyntheticScans(8, 64, 0));

  private InitialState state(long seed) {
    return InitialState.of(net, seed, scans, 2, ComputeDevice.CPU);
  }

  @Test
  void aNetworkWithoutDataDependenceBeginsWithItsSeedsParameters() {
    SupersamplingNet plain = new SupersamplingNet(1.0 / 32, 1);
    InitialState state = InitialState.of(plain, 3, Trials.synthetic(), 2, ComputeDevice.CPU);
    assertArrayEquals(plain.initialParameters(3), state.parameters());
    assertEquals(0, state.buffers().length);
  }

  @Test
  void theInitialisingPassMovesGainsAndMeansOnly() {
    float[] before = net.initialParameters(3);
    float[] after = state(3).parameters();
    for (Parameter parameter : net.layout().parameters()) {
      int from = (int) parameter.offset();
      int to = from + (int) parameter.size();
      boolean gain = parameter.name().endsWith(".gain");
      boolean same = Arrays.equals(before, from, to, after, from, to);
      assertEquals(!gain, same, parameter.name());
    }
    assertNotEquals(0, state(3).buffers()[0]);
  }

  @Test
  void itIsAFunctionOfTheSeed() {
    assertArrayEquals(state(3).parameters(), state(3).parameters());
    assertArrayEquals(state(3).buffers(), state(3).buffers());
    assertFalse(Arrays.equals(state(3).buffers(), state(4).buffers()));
  }
}
