package alrc.core.complete;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.model.InitialWeights;
import alrc.core.model.PartialScanNet;
import alrc.core.model.SupersamplingNet;
import alrc.core.train.ComputeDevice;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptNetworkTest {
  private static final int PIXELS = 64 * 64;

  @Test
  void aCompletionDoesNotDependOnTheScansBesideItNorOnThreads() {
    try (KeptNetwork net = KeptNetwork.open(KeptFiles.partialScan(), ComputeDevice.CPU)) {
      assertEquals(64, net.side());
      float[] input = KeptFiles.noise(1, 4 * 2 * PIXELS);
      float[] first = net.complete(input, 4, 64, 64);
      assertEquals(4 * PIXELS, first.length);
      assertTrue(IntStream.range(0, PIXELS).anyMatch(i -> first[i] != first[0]));
      float[] others = KeptFiles.noise(2, 4 * 2 * PIXELS);
      System.arraycopy(input, 0, others, 2 * 2 * PIXELS, 2 * PIXELS);
      float[] second = net.complete(others, 4, 64, 64);
      assertArrayEquals(
          Arrays.copyOf(first, PIXELS), Arrays.copyOfRange(second, 2 * PIXELS, 3 * PIXELS));
      IntStream.range(0, 4)
          .parallel()
          .forEach(i -> assertArrayEquals(first, net.complete(input, 4, 64, 64)));
    }
  }

  @Test
  void runningMeansAreSubtracted() {
    byte[] with = KeptFiles.partialScan();
    float[] input = KeptFiles.noise(1, 2 * PIXELS);
    try (KeptNetwork net = KeptNetwork.open(with, ComputeDevice.CPU)) {
      var file = alrc.core.state.ParameterFile.of(with);
      var other = new alrc.core.state.ParameterFile(file.texts());
      other.add(KeptFiles.NET.layout(), file.flat(KeptFiles.NET.layout()));
      other.add(KeptFiles.NET.buffers(), new float[(int) KeptFiles.NET.buffers().size()]);
      try (KeptNetwork zero = KeptNetwork.open(other.bytes(), ComputeDevice.CPU)) {
        assertFalse(Arrays.equals(net.complete(input, 1, 64, 64), zero.complete(input, 1, 64, 64)));
      }
    }
  }

  @Test
  void whatIsNoSuchNetworkIsRefusedWithTheReason() {
    refused(new byte[] {1, 2, 3}, "is not a complete safetensors file");
    byte[] cut = Arrays.copyOf(KeptFiles.partialScan(), 5000);
    refused(cut, "is not a complete safetensors file");
    refused(
        KeptFiles.of("{\"loss\":\"squared\"}", KeptFiles.NET),
        "written by version 9.9 with settings that this version cannot use");
    refused(
        KeptFiles.of(KeptFiles.CONFIG.replace("width", "depth"), KeptFiles.NET),
        "model.depth: unknown field");
    refused(
        KeptFiles.of(KeptFiles.CONFIG, new PartialScanNet(0.0625, 64, InitialWeights.NORMAL)),
        "its arrays do not fit its settings (inner.first.");
    refused(
        KeptFiles.of(
            "{\"model\":{\"kind\":\"supersampling\",\"width\":0.03125}}",
            new SupersamplingNet(0.03125, 1)),
        "contains a super-sampling network");
    refused(new alrc.core.state.ParameterFile(java.util.Map.of()).bytes(), "has no 'config'");
  }

  private static void refused(byte[] bytes, String words) {
    String message =
        assertThrows(
                UnusableNetworkException.class, () -> KeptNetwork.open(bytes, ComputeDevice.CPU))
            .getMessage();
    assertTrue(message.contains(words), message);
  }
}
