package alrc.core.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import alrc.core.data.Batch;
import alrc.core.data.BatchSource;
import alrc.core.data.ImageShape;
import alrc.core.loss.Loss;
import alrc.core.model.Model;
import alrc.core.model.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A training by gradient descent in double precision, one example after another: the reference of
 * rules that decide how the gradient is taken. It shares network and loss with the training loop,
 * and nothing else.
 */
final class PlainTraining {
  private final Model model;
  private final Loss loss;
  private final BatchSource source;
  private final int size;

  PlainTraining(TrialSettings settings, BatchSource source) {
    this.model = settings.model();
    this.loss = settings.loss();
    this.source = source;
    this.size = settings.batch();
  }

  /** Makes the gradient of a batch at some parameters. */
  interface Step {
    double[] gradient(double[] parameters, Batch batch);
  }

  /** The mean loss of each step. */
  List<Double> losses(long seed, int steps, double rate, Step step) {
    float[] drawn = model.initialParameters(seed);
    double[] parameters = new double[drawn.length];
    Arrays.setAll(parameters, i -> drawn[i]);
    List<Double> losses = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      Batch batch = source.batch(seed, t, size);
      double sum = 0;
      for (int n = 0; n < size; n++) {
        sum += example(parameters, batch, n).loss();
      }
      losses.add(sum / size);
      double[] gradient = step.gradient(parameters, batch);
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] -= rate * gradient[i];
      }
    }
    return losses;
  }

  /** The loss of an example, and its gradient. */
  record Example(double loss, double[] gradient) {}

  /** A pass of one example of a batch, forward and back. */
  Example example(double[] parameters, Batch batch, int n) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray leaf = Autograd.leaf(manager.create(parameters));
      NDArray input = image(manager, batch.input(), source.input(), n);
      NDArray wanted = image(manager, batch.targets().get(0), source.targets().get(0), n);
      NDArray made =
          Autograd.recorded(
              () -> {
                Pass pass = Pass.single(model.layout().views(leaf), input);
                return loss.perExample(model.forward(pass).head(), wanted);
              });
      Autograd.backward(made, made.onesLike());
      return new Example(made.stopGradient().getDouble(), leaf.getGradient().toDoubleArray());
    }
  }

  private static NDArray image(NDManager manager, float[] images, ImageShape shape, int n) {
    int length = shape.channels() * shape.height() * shape.width();
    float[] own = Arrays.copyOfRange(images, n * length, (n + 1) * length);
    return manager
        .create(own, new Shape(1, shape.channels(), shape.height(), shape.width()))
        .toType(DataType.FLOAT64, true);
  }

  static double norm(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
  }

  /** target ← target + factor · vector. */
  static void add(double[] target, double factor, double[] vector) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * vector[i];
    }
  }
}
