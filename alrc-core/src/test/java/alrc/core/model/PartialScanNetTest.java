package alrc.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import alrc.core.model.Pass.Phase;
import alrc.core.state.ParameterLayout.Parameter;
import alrc.settings.SettingMistake;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartialScanNetTest {
  private static final InitialWeights NORMAL = InitialWeights.NORMAL;
  private static final PartialScanNet PAPER = new PartialScanNet(1, 512, NORMAL);

  private static final long PAPER_PARAMETERS = 106_163_650L;
  private static final long PAPER_OPERATIONS = 63_254_298_624L;

  /** Kernel, channels in and out, and the side on which products are formed: by hand. */
  private static final int[][] INNER = {
    {5, 2, 64, 256},
    {3, 64, 128, 128},
    {3, 128, 256, 64},
    {3, 256, 512, 32},
    {3, 512, 768, 16},
    {3, 768, 512, 16},
    {3, 512, 256, 32},
    {3, 256, 128, 64},
    {3, 128, 64, 128},
  };

  private static final int[][] OTHERS = {
    {5, 2, 32, 512},
    {3, 32, 64, 256},
    {3, 64, 32, 256},
    {3, 32, 32, 512},
    {3, 32, 1, 512},
    {3, 64, 64, 256},
    {3, 64, 1, 256}
  };

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  private static List<int[]> allLayers() {
    List<int[]> layers = new ArrayList<>(List.of(INNER));
    layers.addAll(List.of(OTHERS));
    for (int i = 0; i < 18; i++) {
      layers.add(new int[] {3, 768, 768, 16});
    }
    for (int i = 0; i < 9; i++) {
      layers.add(new int[] {3, 64, 64, 256});
    }
    return layers;
  }

  @Test
  void parametersAndOperationsAreThoseCountedByHand() {
    long parameters = 0;
    long operations = 0;
    for (int[] layer : allLayers()) {
      long weights = (long) layer[0] * layer[0] * layer[1] * layer[2];
      parameters += weights + layer[2];
      operations += weights * layer[3] * layer[3];
    }
    assertEquals(parameters, PAPER.parameterCount());
    assertEquals(operations, PAPER.multiplyAccumulates(512, 512));
    assertEquals(PAPER_PARAMETERS, parameters);
    assertEquals(PAPER_OPERATIONS, operations);
  }

  @Test
  void everyConvolutionButTheLastOfEachHeadHasARunningMean() {
    long hidden =
        PAPER.layout().parameters().stream()
            .map(Parameter::name)
            .filter(name -> name.endsWith(".gain"))
            .filter(name -> !name.equals("outer.last.gain") && !name.equals("trainer.last.gain"))
            .map(name -> name.replace(".gain", ".mean"))
            .filter(PAPER.buffers().parameters().stream().map(Parameter::name).toList()::contains)
            .count();
    assertEquals(hidden, PAPER.buffers().parameters().size());
    assertEquals(allLayers().size() - 2, hidden);
  }

  @Test
  void onlyTheTrainerLearnsAtTwiceTheRate() {
    for (Parameter parameter : PAPER.layout().parameters()) {
      double expected = parameter.name().startsWith("trainer.") ? 2 : 1;
      assertEquals(expected, PAPER.rateFactor(parameter.name()), parameter.name());
    }
  }

  @Test
  void weightsAreNormalAndGainsOne() {
    PartialScanNet net = new PartialScanNet(0.25, 64, NORMAL);
    float[] flat = net.initialParameters(3);
    double squares = 0;
    long weights = 0;
    for (Parameter parameter : net.layout().parameters()) {
      for (long i = parameter.offset(); i < parameter.offset() + parameter.size(); i++) {
        if (parameter.name().endsWith(".gain")) {
          assertEquals(1, flat[(int) i]);
        } else {
          squares += flat[(int) i] * flat[(int) i];
          weights++;
        }
      }
    }
    assertEquals(0.05, Math.sqrt(squares / weights), 1e-4);
  }

  @ParameterizedTest
  @EnumSource
  void membersSideBySideSayWhatEachSaysAlone(Fill fill) {
    PartialScanNet net = new PartialScanNet(1.0 / 16, 64, NORMAL, fill);
    int members = 3;
    List<NDArray> inputs = new ArrayList<>();
    List<List<NDArray>> parameters = new ArrayList<>();
    List<NDList> alone = new ArrayList<>();
    List<NDArray> buffers = new ArrayList<>();
    for (int k = 0; k < members; k++) {
      NDArray flat = manager.create(net.initialParameters(k)).toType(DataType.FLOAT64, true);
      NDArray input = Passes.random(manager, k, 2, 2, 64, 64);
      NDArray own = Passes.zeroBuffers(net, manager);
      Passes.pass(net, flat, own, input, Phase.INITIALISING);
      alone.add(Passes.pass(net, flat, own, input, Phase.TRAINING));
      inputs.add(input);
      parameters.add(net.layout().views(flat));
      buffers.add(own);
    }
    List<NDArray> together = sideBySide(parameters);
    List<NDArray> running =
        sideBySide(buffers.stream().map(own -> net.buffers().views(own)).toList());
    NDArray input = NDArrays.concat(new NDList(inputs), 1);
    NDList heads = net.forward(new Pass(together, running, input, members, Phase.FROZEN));
    for (int head = 0; head < 2; head++) {
      NDList expected = new NDList();
      for (NDList each : alone) {
        expected.add(each.get(head));
      }
      NDArray difference = heads.get(head).sub(NDArrays.concat(expected, 1)).abs().max();
      assertTrue(difference.toDoubleArray()[0] < 1e-9, "head " + head + ": " + difference);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFinishedNetworkSaysWhatAFrozenOneDoes(Fill fill) {
    PartialScanNet net = new PartialScanNet(1.0 / 16, 64, NORMAL, fill);
    NDArray flat = manager.create(net.initialParameters(5));
    NDArray buffers = manager.zeros(new Shape(net.buffers().size()));
    NDArray input = Passes.random(manager, 6, 2, 2, 64, 64).abs().toType(DataType.FLOAT32, false);
    Passes.pass(net, flat, buffers, input, Phase.INITIALISING);
    List<NDArray> views = net.layout().views(flat);
    List<NDArray> running = net.buffers().views(buffers);
    NDList frozen = net.forward(new Pass(views, running, input, 1, Phase.FROZEN));
    Pass pass = new Pass(net.finished(views), running, input, 1, Phase.FINISHED);
    assertEquals(frozen, net.forward(pass));
    assertEquals(frozen, net.forward(pass), "a pass changed what the next one needs");
  }

  private static List<NDArray> sideBySide(List<List<NDArray>> members) {
    List<NDArray> together = new ArrayList<>();
    for (int i = 0; i < members.get(0).size(); i++) {
      NDList all = new NDList();
      for (List<NDArray> member : members) {
        all.add(member.get(i));
      }
      together.add(NDArrays.concat(all, 0));
    }
    return together;
  }

  @Test
  void headsHaveFullAndHalfSize() {
    PartialScanNet net = new PartialScanNet(1.0 / 32, 64, NORMAL);
    NDArray flat = manager.create(net.initialParameters(0));
    NDArray buffers = manager.zeros(new Shape(net.buffers().size()));
    NDArray input = manager.ones(new Shape(3, 2, 64, 64));
    NDList heads = Passes.pass(net, flat, buffers, input, Phase.TRAINING);
    assertEquals(new Shape(3, 1, 64, 64), heads.get(0).getShape());
    assertEquals(new Shape(3, 1, 32, 32), heads.get(1).getShape());
    assertEquals(net.heads(), heads.size());
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    Exception size = assertThrows(SettingMistake.class, () -> new PartialScanNet(1, 500, NORMAL));
    assertEquals("size: 500 must be a multiple of 32 in 64 … 8192", size.getMessage());
    Exception width = assertThrows(SettingMistake.class, () -> new PartialScanNet(0, 512, NORMAL));
    assertEquals("width: 0.0 must be in [1/32, 4]", width.getMessage());
  }
}
