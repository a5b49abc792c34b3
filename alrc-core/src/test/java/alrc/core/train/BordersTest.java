package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.lossrule.AdaptiveLossScale;
import alrc.core.lossrule.Precision;
import alrc.core.model.InitialWeights;
import alrc.core.model.Model;
import alrc.core.model.Norm;
import alrc.core.model.Pass;
import alrc.core.model.SupersamplingNet;
import alrc.core.state.HostReads;
import alrc.core.state.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients that pass from layer to layer, rounded and scaled. */
class BordersTest {
  private static final float TINY = 1e-8f;

  /** √2 · erfinv(1e-3), by SciPy. */
  private static final double QUANTILE = 0.0012533144654324167;

  /** A pass of two examples, forward and back, from gradients of the output of about a size. */
  private static final class Network implements AutoCloseable {
    final Model model;
    final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    final NDArray leaf;
    final NDArray input;
    final NDArray outer;

    Network(Norm norm, float size) {
      model = new SupersamplingNet(1.0 / 16, 1, InitialWeights.XAVIER, norm);
      leaf = Autograd.leaf(manager.create(model.initialParameters(3)));
      float[] image = Trials.synthetic().batch(1, 0, 2).input();
      input = manager.create(image, new Shape(2, 1, 32, 32));
      outer = input.mul(size);
    }

    Pass pass(NDArray from) {
      ParameterLayout buffers = model.buffers();
      List<NDArray> kept =
          buffers.parameters().isEmpty()
              ? List.of()
              : buffers.views(manager.zeros(new Shape(buffers.size())));
      return new Pass(model.layout().views(from), kept, input, 1, Pass.Phase.TRAINING);
    }

    float[] whole() {
      NDArray made = Autograd.recorded(() -> model.forward(pass(leaf)).head());
      Autograd.backward(made, outer);
      return leaf.getGradient().toFloatArray();
    }

    float[] cut(Borders borders) {
      NDArray made = Autograd.recorded(() -> borders.forward(pass(leaf)).head());
      Autograd.backward(made, outer);
      borders.backward();
      NDArray gradient = leaf.getGradient();
      borders.unscale(0, gradient);
      return gradient.toFloatArray();
    }

    Borders borders(Precision precision, double underflow) {
      return new Borders(model, precision, new double[] {underflow});
    }

    @Override
    public void close() {
      manager.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void aPassThatIsCutAndNotRoundedHasTheSameGradient(Norm norm) {
    try (Network one = new Network(norm, 1);
        Network other = new Network(norm, 1)) {
      assertArrayEquals(one.whole(), other.cut(other.borders(Precision.FLOAT32, 0)));
    }
  }

  /** The definition of IEEE 754 half precision: 11 digits, exponents from -14, ties to even. */
  private static float half(float value) {
    if (Math.abs(value) >= 65520) {
      return Math.copySign(Float.POSITIVE_INFINITY, value);
    }
    int exponent = Math.max(Math.getExponent(value), -14);
    double unit = Math.scalb(1.0, exponent - 10);
    return (float) (Math.rint(value / unit) * unit);
  }

  @Test
  void roundingIsThatOfHalfPrecision() {
    float[] values = {
      0x1p-24f, 0x1p-25f, 0x1.02p-25f, -3e-8f, 65504, 65520, 1.0004f, 1.0005f, 3e-6f
    };
    float[] expected = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      expected[i] = half(values[i]);
    }
    assertEquals(0, expected[1]);
    assertEquals(0x1p-24f, expected[2]);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray array = manager.create(values);
      assertArrayEquals(expected, Borders.rounded(Precision.FLOAT16, array).toFloatArray());
      assertArrayEquals(values, Borders.rounded(Precision.FLOAT32, array).toFloatArray());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1e-9, 1e-7, 32768", // 2^-24 / (0.00125 · 1e-9) = 47558
    "1, 4, 1", // nothing underflows
    "1e-5, 1, 4", // 4.76
    "1e-12, 1e-1, 524288", // so that the largest stays finite
    "10, 131008, 0.5", // a gradient that would overflow is reduced
    "0, 0, 1",
    "NaN, NaN, 1"
  })
  void theScaleIsThatOfThePaper(double deviation, double largest, double expected) {
    assertEquals(expected, AdaptiveLossScale.scale(1e-3, deviation, largest));
  }

  /** Layer by layer with scales and rounding in plain Java. */
  private static float[] reference(Network network, boolean scaled) {
    Model model = network.model;
    List<UnaryOperator<NDArray>> layers =
        Autograd.recorded(() -> model.layered(network.pass(network.leaf)));
    List<NDArray> made = new ArrayList<>();
    List<NDArray> passed = new ArrayList<>();
    NDArray features = network.input;
    for (UnaryOperator<NDArray> layer : layers) {
      NDArray from = features;
      NDArray out = Autograd.recorded(() -> layer.apply(from));
      made.add(out);
      float[] values = out.stopGradient().toFloatArray();
      for (int i = 0; i < values.length; i++) {
        values[i] = half(values[i]);
      }
      features = Autograd.leaf(network.manager.create(values, out.getShape()));
      passed.add(features);
    }
    float[] gradient = new float[(int) model.layout().size()];
    NDArray handed = network.outer;
    double scale = 1;
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (i < layers.size() - 1) {
        float[] values = passed.get(i).getGradient().toFloatArray();
        double own = scaled ? scale(values) : 1;
        scale *= own;
        for (int k = 0; k < values.length; k++) {
          values[k] = half((float) (values[k] * own));
        }
        handed = network.manager.create(values, made.get(i).getShape());
      }
      float[] before =
          i == layers.size() - 1 ? gradient : network.leaf.getGradient().toFloatArray();
      Autograd.backward(made.get(i), handed);
      float[] after = network.leaf.getGradient().toFloatArray();
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] += (float) ((after[k] - before[k]) / scale);
      }
    }
    return gradient;
  }

  private static double scale(float[] values) {
    double sum = 0;
    double largest = 0;
    for (float value : values) {
      sum += (double) value * value;
      largest = Math.max(largest, Math.abs(value));
    }
    double deviation = Math.sqrt(sum / values.length);
    double scale = Math.max(0x1p-24 / (QUANTILE * deviation), 1);
    return Math.pow(2, Math.floor(Math.log(Math.min(scale, 65504 / largest)) / Math.log(2)));
  }

  @ParameterizedTest
  @CsvSource({"1e-8, true", "1e-8, false", "1, true"})
  void gradientsAreThoseOfThePlainReference(float size, boolean scaled) {
    try (Network one = new Network(Norm.NONE, size);
        Network other = new Network(Norm.NONE, size)) {
      float[] expected = reference(one, scaled);
      float[] found = other.cut(other.borders(Precision.FLOAT16, scaled ? 1e-3 : 0));
      double largest = 0;
      for (float value : expected) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertTrue(largest > 0);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], found[i], 1e-5 * largest, "entry " + i);
      }
    }
  }

  /** Scaling restores what float16 loses, and the fraction that underflows is at most T. */
  @Test
  void scaledGradientsAreNearerToThoseOfFloat32() {
    try (Network exact = new Network(Norm.NONE, TINY);
        Network plain = new Network(Norm.NONE, TINY);
        Network scaled = new Network(Norm.NONE, TINY)) {
      float[] expected = exact.whole();
      float[] lost = plain.cut(plain.borders(Precision.FLOAT16, 0));
      float[] kept = scaled.cut(scaled.borders(Precision.FLOAT16, 1e-3));
      assertTrue(distance(expected, kept) < 0.01, distance(expected, kept) + " with scales");
      assertTrue(distance(expected, lost) > 0.3, distance(expected, lost) + " without");
    }
  }

  private static double distance(float[] expected, float[] found) {
    double off = 0;
    double all = 0;
    for (int i = 0; i < expected.length; i++) {
      off += Math.pow((double) expected[i] - found[i], 2);
      all += Math.pow(expected[i], 2);
    }
    return Math.sqrt(off / all);
  }

  /** docs/rules.md promises two numbers a step and layer, but for the last layer. */
  @Test
  void aScaleIsReadPerLayer() {
    try (Network network = new Network(Norm.NONE, 1)) {
      long times = HostReads.times();
      long numbers = HostReads.numbers();
      float[] unscaled = network.cut(network.borders(Precision.FLOAT16, 0));
      assertEquals(times, HostReads.times());
      float[] scaled = network.cut(network.borders(Precision.FLOAT16, 1e-3));
      assertEquals(6, HostReads.times() - times);
      assertEquals(12, HostReads.numbers() - numbers);
      assertNotEquals(unscaled, scaled);
    }
  }
}
