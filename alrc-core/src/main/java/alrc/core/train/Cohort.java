package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import alrc.core.data.Batch;
import alrc.core.data.ImageShape;
import alrc.core.loss.Loss;
import alrc.core.loss.SquaredError;
import alrc.core.lossrule.LossRule;
import alrc.core.model.Model;
import alrc.core.model.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * Trials of equal shape at the same iteration, trained side by side: all share one pass through the
 * network, and each has its own rules.
 */
final class Cohort implements AutoCloseable {
  private static final Loss SQUARED = new SquaredError(1);

  private final List<MemberRun> runs;
  private final TrialSettings shape;
  private final Model model;
  private final int slots;
  private final NDManager manager;
  private final Stack stack;
  private final HostArray input;
  private final List<HostArray> targets = new ArrayList<>();

  Cohort(List<MemberRun> runs, ComputeDevice device) {
    this.runs = List.copyOf(runs);
    this.shape = runs.get(0).member().settings();
    this.model = shape.model();
    this.slots = shape.kernel().slots(runs.size());
    this.manager = NDManager.newBaseManager(device.device(), "PyTorch");
    this.stack =
        new Stack(
            model,
            WeightOrder.of(model, device),
            slots,
            runs.stream().map(MemberRun::parameters).toList(),
            runs.stream().map(MemberRun::buffers).toList(),
            manager);
    ImageShape seen = runs.get(0).member().source().input();
    this.input = images(seen, shape.batch(), slots * seen.channels());
    for (ImageShape wanted : runs.get(0).member().source().targets()) {
      targets.add(images(wanted, shape.batch() * slots, wanted.channels()));
    }
  }

  private HostArray images(ImageShape image, int count, int channels) {
    return new HostArray(manager, slots, new Shape(count, channels, image.height(), image.width()));
  }

  /** Runs one iteration of every member and closes all new arrays that are not logged. */
  void step() {
    fill();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray leaf = Autograd.leaf(stack.matrix());
      List<NDArray> losses = new ArrayList<>();
      NDList squared = new NDList();
      NDArray all = Autograd.recorded(() -> losses(leaf, losses, squared));
      List<NDArray> own = own(all.stopGradient(), losses);
      List<LossRule.Verdict> verdicts = new ArrayList<>(own.size());
      Autograd.backward(all, weights(own, verdicts));
      List<NDArray> gradients = stack.rows(leaf.getGradient());
      for (int k = 0; k < runs.size(); k++) {
        NDArray errors = squared.isEmpty() ? null : squared.get(k);
        runs.get(k).finish(own.get(k), errors, verdicts.get(k), stack, k, gradients.get(k));
      }
    }
  }

  private void fill() {
    for (int k = 0; k < runs.size(); k++) {
      Batch batch = runs.get(k).draw();
      input.put(k, batch.input(), shape.batch());
      for (int head = 0; head < targets.size(); head++) {
        targets.get(head).put(k, batch.targets().get(head), shape.batch());
      }
    }
  }

  /**
   * All losses in one vector: head after head, member after member, example after example, and
   * summand after summand where the rule asks for these.
   *
   * @param perHead receives the losses of each head, (K·N) or (K·N, S)
   * @param squared receives the squared errors of each member's first head, (N), detached, unless
   *     the losses are a multiple of them
   */
  private NDArray losses(NDArray leaf, List<NDArray> perHead, NDList squared) {
    Pass pass = new Pass(stack.views(leaf), stack.buffers(), input.filled(), slots, phase());
    NDList predictions = model.forward(pass);
    NDList flat = new NDList();
    for (int head = 0; head < targets.size(); head++) {
      NDArray wanted = targets.get(head).filled();
      NDArray prediction = predictions.get(head).reshape(wanted.getShape());
      NDArray losses = byMember(losses(prediction, wanted));
      if (head == 0 && shape.loss().squaredErrorFactor().isEmpty()) {
        NDArray errors = byMember(SQUARED.perExample(prediction.stopGradient(), wanted));
        squared.addAll(slots == 1 ? new NDList(errors) : errors.split(slots));
      }
      perHead.add(losses);
      flat.add(losses.getShape().dimension() == 1 ? losses : losses.reshape(-1));
    }
    return flat.size() == 1 ? flat.head() : NDArrays.concat(flat);
  }

  private NDArray losses(NDArray prediction, NDArray wanted) {
    return shape.rule().grain() == LossRule.Grain.EXAMPLE
        ? shape.loss().perExample(prediction, wanted)
        : shape.loss().summands(prediction, wanted).reshape(prediction.getShape().get(0), -1);
  }

  /** From the order (example, member) to the order (member, example). */
  private NDArray byMember(NDArray losses) {
    if (slots == 1 || shape.batch() == 1) {
      return losses;
    }
    Shape same = losses.getShape();
    return losses.reshape(shape.batch(), slots, -1).transpose(1, 0, 2).reshape(same);
  }

  /** The detached losses of each head and member, head after head: (N) or (N, S). */
  private List<NDArray> own(NDArray detached, List<NDArray> perHead) {
    long[] cuts = new long[perHead.size() * slots - 1];
    long end = 0;
    for (int i = 0; i < cuts.length; i++) {
      end += perHead.get(i / slots).size() / slots;
      cuts[i] = end;
    }
    List<NDArray> pieces = cuts.length == 0 ? List.of(detached) : detached.split(cuts, 0);
    if (shape.rule().grain() == LossRule.Grain.EXAMPLE) {
      return pieces;
    }
    return pieces.stream().map(piece -> piece.reshape(shape.batch(), -1)).toList();
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
      double divisor = losses.size() / runs.get(slot).scale();
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
