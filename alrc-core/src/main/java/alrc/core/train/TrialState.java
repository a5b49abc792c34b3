package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import alrc.core.data.Batch;
import alrc.core.data.BatchSource;
import alrc.core.data.ImageShape;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.lossrule.LossRule;
import alrc.core.model.Model;
import alrc.core.model.Pass;
import alrc.core.parameter.ParameterLayout;

/** The tensors of a running trial: flat parameters, the states of its rules, and a log. */
final class TrialState implements AutoCloseable {
  private final TrialSettings settings;
  private final NDManager manager;
  private final ParameterLayout layout;
  private final NDArray parameters;
  private final HostArray input;
  private final HostArray target;
  private final LossRule.Running rule;
  private final GradientRule.Running optimizer;
  private final DeviceLog log = new DeviceLog();

  TrialState(TrialSettings settings, long seed, BatchSource source, ComputeDevice device) {
    this.settings = settings;
    this.manager = NDManager.newBaseManager(device.device(), "PyTorch");
    Model model = settings.model();
    this.layout = model.layout();
    this.parameters = manager.create(model.initialParameters(seed));
    this.input = new HostArray(manager, batched(source.input()));
    this.target = new HostArray(manager, batched(source.targets().get(0)));
    this.rule = settings.rule().start(manager);
    this.optimizer = settings.optimizer().start(layout, manager);
  }

  private Shape batched(ImageShape image) {
    return new Shape(settings.batch(), image.channels(), image.height(), image.width());
  }

  DeviceLog log() {
    return log;
  }

  /** One iteration; every array that it makes and does not log is closed when it ends. */
  void step(Batch batch, long iteration) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray seen = input.fill(batch.input());
      NDArray wanted = target.fill(batch.targets().get(0));
      NDArray leaf = Autograd.leaf(parameters);
      NDArray losses = Autograd.recorded(() -> losses(leaf, seen, wanted));
      NDArray detached = losses.stopGradient();
      LossRule.Verdict verdict = rule.apply(detached);
      Autograd.backward(losses, verdict.factors().div(losses.size() / rule.scale()));
      NDArray sum = update(leaf.getGradient());
      double rate = settings.rate().at(iteration);
      log.add(recorded(detached), sum, verdict, batch.examples(), rate);
    }
  }

  /** Shape (N), or (N, S) where the rule asks for the summands of each loss. */
  private NDArray losses(NDArray leaf, NDArray seen, NDArray wanted) {
    NDArray prediction = settings.model().forward(Pass.single(layout.views(leaf), seen)).head();
    return settings.rule().grain() == LossRule.Grain.EXAMPLE
        ? settings.loss().perExample(prediction, wanted)
        : settings.loss().summands(prediction, wanted).reshape(settings.batch(), -1);
  }

  private static NDArray recorded(NDArray losses) {
    return losses.getShape().dimension() == 1 ? losses : losses.mean(new int[] {1});
  }

  /**
   * Moves the parameters, unless the loss rule refuses the step.
   *
   * @return what is not finite if an entry of the gradient is not; of a refused step, 0
   */
  private NDArray update(NDArray gradient) {
    if (rule.scale() != 1) {
      gradient.divi(rule.scale());
    }
    if (!rule.accepts(gradient)) {
      return manager.create(0f);
    }
    Gradients gradients = new Gradients(layout, parameters, gradient);
    NDArray sum = gradient.sum();
    optimizer.apply(gradients);
    parameters.subi(gradients.flat());
    return sum;
  }

  /** The parameters as the host sees them; waits for the device. */
  float[] parameters() {
    return parameters.toFloatArray();
  }

  @Override
  public void close() {
    log.close();
    optimizer.close();
    rule.close();
    manager.close();
  }
}
