package alrc.core.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import alrc.core.optimizer.Adagrad;
import alrc.core.optimizer.Optimizer;
import alrc.core.optimizer.Optimizers;
import alrc.core.random.Randomness;
import alrc.core.scaling.ScaleByAdai;
import alrc.core.scaling.ScaleByAdam;
import alrc.core.scaling.ScaleByAdashift;
import alrc.core.schedule.Course;
import alrc.core.schedule.SteppedDecay;
import alrc.core.state.ParameterLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** AdaShift, Adai, and Adam whose β1 moves, against the papers' formulas in plain doubles. */
class AdaptiveOptimizersTest {
  private static final int SIZE = 5;
  private static final int STEPS = 60;
  private static final double RATE = 0.02;

  /** The numeric types with their tolerances, as for the golden trajectories. */
  private enum Precision {
    EXACT(DataType.FLOAT64, 1e-10),
    SINGLE(DataType.FLOAT32, 2e-6);

    private final DataType type;
    private final double tolerance;

    Precision(DataType type, double tolerance) {
      this.type = type;
      this.tolerance = tolerance;
    }
  }

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  /** An update of plain doubles from the gradient of step t, counted from 1. */
  private interface Reference {
    double[] update(double[] gradient, int t);
  }

  private void compare(GradientRule scaling, Reference reference, Precision precision) {
    GradientRule rule = Optimizers.of(scaling, Course.constant(RATE));
    ParameterLayout layout =
        new ParameterLayout.Builder().of(precision.type).add("a", 3).add("b", 2).build();
    double[] exact = {3, -2, 1, 0.5, -4};
    NDArray parameters = manager.create(exact).toType(precision.type, true);
    SplittableRandom random = Randomness.of(1, "noise");
    try (GradientRule.Running running = rule.start(layout, manager)) {
      for (int t = 1; t <= STEPS; t++) {
        double[] noise = noise(random);
        double[] now = parameters.toType(DataType.FLOAT64, true).toDoubleArray();
        NDArray flat = manager.create(gradient(now, noise)).toType(precision.type, true);
        Gradients gradients = new Gradients(layout, parameters, flat);
        running.apply(gradients);
        parameters.subi(gradients.flat());
        double[] update = reference.update(gradient(exact, noise), t);
        double[] after = parameters.toType(DataType.FLOAT64, true).toDoubleArray();
        for (int i = 0; i < SIZE; i++) {
          exact[i] -= RATE * update[i];
          assertEquals(exact[i], after[i], 4 * precision.tolerance, "step " + t + " entry " + i);
        }
      }
    }
  }

  private static double[] noise(SplittableRandom random) {
    double[] noise = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      noise[i] = Randomness.normal(random) * (random.nextInt(20) == 0 ? 20 : 1);
    }
    return noise;
  }

  private static double[] gradient(double[] p, double[] noise) {
    double[] curvature = {0.1, 0.3, 1, 2, 4};
    double[] gradient = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      gradient[i] = curvature[i] * (p[i] - 1) + noise[i];
    }
    return gradient;
  }

  @ParameterizedTest
  @EnumSource
  void adashift(Precision precision) {
    int n = 10;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double[][] history = new double[STEPS + 1][];
    double[] v = new double[2];
    Reference reference =
        (gradient, t) -> {
          history[t] = gradient;
          double[] update = new double[SIZE];
          if (t <= n) {
            return update;
          }
          v[0] = beta2 * v[0] + (1 - beta2) * largestSquare(history[t - n], 0, 3);
          v[1] = beta2 * v[1] + (1 - beta2) * largestSquare(history[t - n], 3, 5);
          for (int i = 0; i < SIZE; i++) {
            double sum = 0;
            double weights = 0;
            for (int k = 0; k < n; k++) {
              sum += Math.pow(beta1, k) * history[t - k][i];
              weights += Math.pow(beta1, k);
            }
            double corrected = v[i < 3 ? 0 : 1] / (1 - Math.pow(beta2, t - n));
            update[i] = sum / weights / (Math.sqrt(corrected) + 1e-10);
          }
          return update;
        };
    compare(new ScaleByAdashift(n, beta1, beta2, 1e-10), reference, precision);
  }

  private static double largestSquare(double[] gradient, int from, int to) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, gradient[i] * gradient[i]);
    }
    return largest;
  }

  @ParameterizedTest
  @EnumSource
  void adai(Precision precision) {
    double beta2 = 0.99;
    double[] v = new double[SIZE];
    double[] m = new double[SIZE];
    double[] product = {1, 1, 1, 1, 1};
    Reference reference =
        (gradient, t) -> {
          double mean = 0;
          double[] corrected = new double[SIZE];
          for (int i = 0; i < SIZE; i++) {
            v[i] = beta2 * v[i] + (1 - beta2) * gradient[i] * gradient[i];
            corrected[i] = v[i] / (1 - Math.pow(beta2, t));
            mean += corrected[i] / SIZE;
          }
          double[] update = new double[SIZE];
          for (int i = 0; i < SIZE; i++) {
            double beta1 = Math.max(0, Math.min(1 - 1e-3, 1 - 0.1 * corrected[i] / mean));
            product[i] *= beta1;
            m[i] = beta1 * m[i] + (1 - beta1) * gradient[i];
            update[i] = m[i] / (1 - product[i]);
          }
          return update;
        };
    compare(new ScaleByAdai(0.1, beta2, 1e-3), reference, precision);
  }

  /** m ← β1(t) m + (1 − β1(t)) g, corrected by one minus the product of all β1. */
  @ParameterizedTest
  @EnumSource
  void adamWithAMovingBeta1(Precision precision) {
    Course beta1 = new Course(0.9, new SteppedDecay(0.5, 10, 40, 8, 0));
    double[] v = new double[SIZE];
    double[] m = new double[SIZE];
    double[] product = {1};
    Reference reference =
        (gradient, t) -> {
          double beta = beta1.at(t - 1);
          product[0] *= beta;
          double[] update = new double[SIZE];
          for (int i = 0; i < SIZE; i++) {
            m[i] = beta * m[i] + (1 - beta) * gradient[i];
            v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
            double root = Math.sqrt(v[i] / (1 - Math.pow(0.999, t)));
            update[i] = m[i] / (1 - product[0]) / (root + 1e-8);
          }
          return update;
        };
    ScaleByAdam adam = new ScaleByAdam(beta1, 0.999, 1e-8, ScaleByAdam.Square.LATEST);
    compare(adam, reference, precision);
  }

  @ParameterizedTest
  @EnumSource
  void weightDecayEntersTheGradientOrTheUpdate(Precision precision) {
    for (boolean decoupled : new boolean[] {false, true}) {
      Optimizer adagrad = new Adagrad(0.1, 0, 0.5, decoupled);
      ParameterLayout layout = new ParameterLayout.Builder().of(precision.type).add("p", 1).build();
      NDArray parameters = manager.create(new double[] {2}).toType(precision.type, true);
      NDArray gradient = manager.create(new double[] {3}).toType(precision.type, true);
      GradientRule rule = adagrad.rule(Course.constant(0.1), Course.constant(0));
      try (GradientRule.Running running = rule.start(layout, manager)) {
        Gradients gradients = new Gradients(layout, parameters, gradient);
        running.apply(gradients);
        double update = gradients.flat().toType(DataType.FLOAT64, true).getDouble(0);
        // the gradient's sign alone survives Adagrad's first step
        assertEquals(decoupled ? 0.1 * (1 + 0.5 * 2) : 0.1, update, precision.tolerance);
      }
    }
  }
}
