package alrc.core.complete;

import alrc.core.model.InitialWeights;
import alrc.core.model.Model;
import alrc.core.model.PartialScanNet;
import alrc.core.state.ParameterFile;
import java.util.Map;
import java.util.SplittableRandom;

/** Files of untrained networks, as a sweep keeps trained ones, and scans to complete. */
final class KeptFiles {
  static final String CONFIG =
      "{\"model\":{\"kind\":\"partial-scan\",\"size\":64,\"width\":0.03125}}";
  static final PartialScanNet NET = new PartialScanNet(0.03125, 64, InitialWeights.NORMAL);

  private KeptFiles() {}

  static byte[] of(String config, Model model) {
    ParameterFile file = new ParameterFile(Map.of("config", config, "code_version", "9.9"));
    float[] parameters = noise(3, (int) model.layout().size());
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += 0.05f; // no feature is cut off by a ReLU
    }
    file.add(model.layout(), parameters);
    float[] buffers = new float[(int) model.buffers().size()];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = 0.01f * (i % 5);
    }
    file.add(model.buffers(), buffers);
    return file.bytes();
  }

  static byte[] partialScan() {
    return of(CONFIG, NET);
  }

  /** Noise from 0 to 1. */
  static float[] noise(int seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] noise = new float[count];
    for (int i = 0; i < count; i++) {
      noise[i] = random.nextFloat();
    }
    return noise;
  }
}
