package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import alrc.core.data.Batch;
import alrc.core.data.ImageShape;
import alrc.core.metric.ImagePair;
import alrc.core.metric.Metric;
import alrc.core.model.Model;
import alrc.core.model.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Scores one network on held-out examples. The scores are a function of the network, the examples
 * and the device alone: the network is copied to the device by itself, whatever its kernel form and
 * its neighbours in training, and normalisation subtracts running means, which stay as they are.
 *
 * <p>The figure of an image with several channels is the mean over its channels.
 */
final class Scorer {
  /** How many pixels go through the network at once, about. */
  private static final int PIXELS = 1 << 16;

  private final Scoring scoring;
  private final Model model;
  private final ComputeDevice device;
  private final double[] sums;
  private final int[] counts;
  private boolean finite = true;

  Scorer(Scoring scoring, Model model, ComputeDevice device) {
    this.scoring = scoring;
    this.model = model;
    this.device = device;
    this.sums = new double[scoring.metrics().size()];
    this.counts = new int[scoring.metrics().size()];
  }

  /**
   * The means of the metrics, in order.
   *
   * @param parameters the flat vector of the model's layout
   * @param buffers the flat vector of the model's buffers
   * @param stop whether to stop early
   * @return for each metric null where it has no finite value; empty if stopped early
   */
  Optional<List<@Nullable Double>> scores(
      float[] parameters, float[] buffers, BooleanSupplier stop) {
    int all = scoring.scored();
    ImageShape shape = scoring.heldOut().input();
    int size = Math.max(1, Math.min(all, PIXELS / (shape.height() * shape.width())));
    WeightOrder order = WeightOrder.of(model, device);
    try (NDManager manager = NDManager.newBaseManager(device.device(), "PyTorch");
        Stack network =
            new Stack(model, order, 1, List.of(parameters), List.of(buffers), manager)) {
      for (int from = 0; from < all && finite; from += size) {
        if (stop.getAsBoolean()) {
          return Optional.empty();
        }
        Batch batch = scoring.heldOut().batch(from / size, size);
        add(batch, Math.min(size, all - from), predictions(network, batch, manager));
      }
    }
    return Optional.of(means());
  }

  /** Predictions of the first head, one example after the other. */
  private float[] predictions(Stack network, Batch batch, NDManager manager) {
    ImageShape shape = scoring.heldOut().input();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Shape all = new Shape(batch.size(), shape.channels(), shape.height(), shape.width());
      NDArray input = manager.create(batch.input(), all);
      List<NDArray> views = network.views(network.matrix());
      Pass pass = new Pass(views, network.buffers(), input, 1, Pass.Phase.FROZEN);
      return model.forward(pass).get(0).toFloatArray();
    }
  }

  private void add(Batch batch, int used, float[] predictions) {
    int length = predictions.length / batch.size();
    float[] targets = batch.targets().get(0);
    for (int i = 0; i < used && finite; i++) {
      float[] prediction = Arrays.copyOfRange(predictions, i * length, (i + 1) * length);
      float[] truth = Arrays.copyOfRange(targets, i * length, (i + 1) * length);
      scoring.heldOut().scale(batch.examples()[i], prediction);
      scoring.heldOut().scale(batch.examples()[i], truth);
      finite = allFinite(prediction);
      if (finite) {
        add(channels(truth, prediction));
      }
    }
  }

  private static boolean allFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private List<ImagePair> channels(float[] truth, float[] prediction) {
    ImageShape shape = scoring.heldOut().targets().get(0);
    int plane = shape.height() * shape.width();
    List<ImagePair> pairs = new ArrayList<>();
    for (int at = 0; at < truth.length; at += plane) {
      float[] wanted = Arrays.copyOfRange(truth, at, at + plane);
      float[] found = Arrays.copyOfRange(prediction, at, at + plane);
      pairs.add(new ImagePair(wanted, found, shape.height(), shape.width()));
    }
    return pairs;
  }

  private void add(List<ImagePair> channels) {
    for (int m = 0; m < sums.length; m++) {
      Metric metric = scoring.metrics().get(m);
      double value = channels.stream().mapToDouble(metric::of).average().orElseThrow();
      if (Double.isFinite(value)) {
        sums[m] += value;
        counts[m]++;
      }
    }
  }

  private List<@Nullable Double> means() {
    List<@Nullable Double> means = new ArrayList<>();
    for (int m = 0; m < sums.length; m++) {
      means.add(finite && counts[m] > 0 ? (Double) (sums[m] / counts[m]) : null);
    }
    return means;
  }
}
