package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.Precision;
import alrc.core.model.Pass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trials of equal shape at the same iteration, trained side by side: all share one pass through the
 * network, and each has its own rules.
 */
final class Cohort implements AutoCloseable {
  private final List<MemberRun> runs;
  private final TrialSettings shape;
  private final StepForm form;
  private final int slots;
  private final NDManager manager;
  private final Stack stack;
  private final Lanes lanes;

  Cohort(List<MemberRun> runs, ComputeDevice device) {
    Member any = runs.get(0).member();
    this.runs = List.copyOf(runs);
    this.shape = any.settings();
    this.form = shape.form();
    this.slots = form.perExample() ? runs.size() : shape.kernel().slots(runs.size());
    this.manager = NDManager.newBaseManager(device.device(), "PyTorch");
    this.stack =
        new Stack(
            shape.model(),
            WeightOrder.of(shape.model(), device),
            slots,
            runs.stream().map(MemberRun::parameters).toList(),
            runs.stream().map(MemberRun::buffers).toList(),
            manager);
    this.lanes = new Lanes(any, slots, manager);
  }

  /** Runs one iteration of every member and closes all new arrays that are not logged. */
  void step() {
    for (int k = 0; k < runs.size(); k++) {
      lanes.fill(k, runs.get(k).draw());
    }
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray leaf =
          Autograd.leaf(form.perExample() ? stack.repeated(shape.batch()) : stack.matrix());
      List<NDArray> losses = new ArrayList<>();
      NDList squared = new NDList();
      Borders borders = borders();
      NDArray all =
          Autograd.recorded(() -> losses(leaf, stack.buffers(), borders, losses, squared));
      List<NDArray> own = lanes.own(all.stopGradient(), losses);
      List<LossRule.Verdict> verdicts = new ArrayList<>(own.size());
      NDArray weights = weights(own, verdicts);
      Autograd.backward(all, weights);
      List<NDArray> lost = borders == null ? List.of() : borders.backward();
      List<NDArray> gradients = gradients(leaf.getGradient(), weights);
      for (int k = 0; k < runs.size(); k++) {
        if (borders != null) {
          borders.unscale(k, gradients.get(k));
        }
        NDArray errors = squared.isEmpty() ? null : squared.get(k);
        NDArray underflow = lost.isEmpty() ? null : lost.get(k);
        DeviceLog.Step step = new DeviceLog.Step(own.get(k), errors, verdicts.get(k), underflow);
        runs.get(k).finish(step, stack, k, gradients.get(k));
      }
    }
  }

  /** Null where the network is passed through as a whole. */
  private @Nullable Borders borders() {
    if (form.precision() != Precision.FLOAT16) {
      return null;
    }
    double[] underflows = new double[slots];
    for (int k = 0; k < runs.size(); k++) {
      underflows[k] = runs.get(k).member().settings().rule().underflow();
    }
    return new Borders(shape.model(), form.precision(), underflows);
  }

  private NDArray losses(
      NDArray leaf,
      List<NDArray> buffers,
      @Nullable Borders borders,
      List<NDArray> perHead,
      NDList squared) {
    return lanes.losses(stack.views(leaf), buffers, phase(), borders, perHead, squared);
  }

  /**
   * The gradient of each member, shape (P), or those of its examples, shape (N, P).
   *
   * @param gradient that at the parameters
   */
  private List<NDArray> gradients(NDArray gradient, NDArray weights) {
    if (form.perExample()) {
      return stack.examples(gradient, shape.batch());
    }
    return stack.rows(form.ahead() ? ahead(gradient, weights) : gradient);
  }

  /**
   * The gradient ahead of the parameters, with the same weights of the losses. The pass changes
   * copies of the running means.
   */
  private NDArray ahead(NDArray gradient, NDArray weights) {
    List<NDArray> rows = stack.rows(gradient);
    NDList lengths = new NDList();
    for (int k = 0; k < slots; k++) {
      NDArray norm = rows.get(k).norm().reshape(1);
      lengths.add(k < runs.size() ? runs.get(k).ahead(norm) : norm.zerosLike());
    }
    NDArray moves = gradient.mul(NDArrays.concat(lengths).reshape(-1, 1));
    NDArray leaf = Autograd.leaf(stack.matrix().add(moves));
    List<NDArray> copies = stack.buffers().stream().map(NDArray::duplicate).toList();
    NDArray all =
        Autograd.recorded(() -> losses(leaf, copies, null, new ArrayList<>(), new NDList()));
    Autograd.backward(all, weights);
    return leaf.getGradient();
  }

  /**
   * The weights of the losses, in their order. Adds the verdicts, in the same order, without
   * padding.
   */
  private NDArray weights(List<NDArray> own, List<LossRule.Verdict> verdicts) {
    NDList weights = new NDList();
    for (int i = 0; i < own.size(); i++) {
      NDArray losses = own.get(i);
      int slot = i % slots;
      if (slot >= runs.size()) {
        weights.add(losses.zerosLike().reshape(-1));
        continue;
      }
      LossRule.Verdict verdict = runs.get(slot).judge(i / slots, losses);
      verdicts.add(verdict);
      long together = form.perExample() ? losses.size() / shape.batch() : losses.size();
      double divisor = together / runs.get(slot).scale();
      NDArray factors = verdict.factors();
      NDArray shares = divisor == 1 ? factors : factors.div(divisor);
      weights.add(shares.getShape().dimension() == 1 ? shares : shares.reshape(-1));
    }
    return weights.size() == 1 ? weights.head() : NDArrays.concat(weights);
  }

  private Pass.Phase phase() {
    return 2 * runs.get(0).iteration() < shape.iterations()
        ? Pass.Phase.TRAINING
        : Pass.Phase.FROZEN;
  }

  /** Moves the logs to the members' records. */
  void read() {
    for (MemberRun run : runs) {
      if (!run.recorder().diverged()) {
        run.recorder().take(run.log().read());
      }
    }
  }

  boolean logFull() {
    return runs.get(0).log().full();
  }

  /** Copies the current parameters and buffers to the members. */
  void park() {
    for (int k = 0; k < runs.size(); k++) {
      runs.get(k).park(stack.parameters(k), stack.buffers(k));
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
