package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import alrc.core.data.Batch;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.lossrule.LossRule;
import alrc.core.model.Model;
import alrc.core.record.Trained;
import alrc.core.record.TrialRecorder;
import alrc.core.state.ParameterLayout;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of one trial while it trains: rules, optimizer, log, record and position. */
final class MemberRun implements AutoCloseable {
  /** The scope of the record in a checkpoint. */
  static final String RECORD = "record";

  private static final String SNAPSHOT = "snapshot";

  /** Keeps the step ahead of a gradient of zero at zero. */
  private static final double TINY = 1e-12;

  private final Member member;
  private final TrialSettings settings;
  private final NDManager manager;
  private final List<LossRule.Running> rules = new ArrayList<>();
  private final GradientRule.Running optimizer;
  private final @Nullable NDArray rateFactors;
  private final TrialRecorder recorder;
  private final DeviceLog log;
  private final WeightOrder order;
  private final long every;
  private @Nullable Snapshot snapshot;
  private float[] parameters;
  private float[] buffers;
  private long iteration;
  private Batch batch;

  MemberRun(Member member, ComputeDevice device) {
    this.member = member;
    this.settings = member.settings();
    this.manager = NDManager.newBaseManager(device.device(), "PyTorch");
    Model model = settings.model();
    for (int head = 0; head < model.heads(); head++) {
      rules.add(settings.rule().start(manager));
    }
    this.optimizer = settings.optimizer().start(model.layout(), manager);
    this.rateFactors = RateFactors.of(model, manager);
    this.every = settings.rule().snapshotEvery();
    this.order = WeightOrder.of(model, device);
    this.log = new DeviceLog(settings.loss().squaredErrorFactor().orElse(1));
    this.recorder = new TrialRecorder(settings.recording(), member.source(), member.sink());
    this.parameters = new float[Math.toIntExact(model.layout().size())];
    this.buffers = new float[Math.toIntExact(model.buffers().size())];
    this.batch = new Batch(new float[0], List.of(), new int[0]);
  }

  /** A trial before its first iteration. */
  static MemberRun begun(Member member, ComputeDevice device) {
    MemberRun run = new MemberRun(member, device);
    run.begin(device);
    return run;
  }

  Member member() {
    return member;
  }

  TrialRecorder recorder() {
    return recorder;
  }

  DeviceLog log() {
    return log;
  }

  /** How many iterations were begun. */
  long iteration() {
    return iteration;
  }

  boolean ended() {
    return recorder.diverged() || iteration >= settings.iterations();
  }

  /** Gives the outcome to the sink. */
  void end() {
    member.sink().ended(recorder.outcome(), new Trained(kept(), buffers));
  }

  /** Draws the batch of the next iteration. */
  Batch draw() {
    batch = member.source().batch(member.seed(), iteration, settings.batch());
    return batch;
  }

  /**
   * The factors of the losses of a head, by its loss rule.
   *
   * @param losses detached, (N) or (N, S)
   */
  LossRule.Verdict judge(int head, NDArray losses) {
    return rules.get(head).apply(losses);
  }

  double scale() {
    return rules.get(0).scale();
  }

  /**
   * The factor of the gradient with which it becomes a step ahead of the parameters.
   *
   * @param norm of the gradient, still multiplied by {@link #scale}
   */
  NDArray ahead(NDArray norm) {
    return NDArrays.div(settings.optimizer().ahead(), norm.add(TINY * scale()));
  }

  /**
   * Ends the iteration: moves the parameters, unless a loss rule refuses the step, and logs it.
   *
   * @param step of the first head
   * @param stack has the parameters and buffers, changed in place
   * @param slot of the member in the stack
   * @param gradient still multiplied by {@link #scale}; shape (P), or (N, P) for each example's
   */
  void finish(DeviceLog.Step step, Stack stack, int slot, NDArray gradient) {
    if (scale() != 1) {
      gradient.divi(scale());
    }
    boolean accepted = true;
    for (LossRule.Running rule : rules) {
      accepted &= rule.accepts(gradient);
    }
    if (every > 0 && snapshot == null) {
      snapshot = Snapshot.of(stack, slot, optimizer);
    }
    NDArray sum = accepted ? gradient.sum() : manager.create(0f);
    if (accepted) {
      move(stack.row(slot), gradient);
    }
    rewindOrKeep(stack, slot);
    log.add(step, sum, batch.examples(), settings.rate().at(iteration));
    iteration++;
  }

  private void rewindOrKeep(Stack stack, int slot) {
    if (snapshot == null) {
      return;
    }
    if (rules.stream().anyMatch(LossRule.Running::rewinds)) {
      snapshot.restore(stack, slot, optimizer);
    } else if ((iteration + 1) % every == 0) {
      snapshot = Snapshot.of(stack, slot, optimizer);
    }
  }

  private void move(NDArray row, NDArray gradient) {
    ParameterLayout layout = settings.model().layout();
    Gradients gradients =
        gradient.getShape().dimension() == 1
            ? new Gradients(layout, row, gradient)
            : Gradients.ofExamples(layout, row, gradient);
    optimizer.apply(gradients);
    NDArray update = gradients.flat();
    row.subi(rateFactors == null ? update : update.mul(rateFactors));
  }

  /** The flat parameters while the member is in no stack. */
  float[] parameters() {
    return parameters;
  }

  /** The flat parameters that are kept and scored, while the member is in no stack. */
  float[] kept() {
    ParameterLayout layout = settings.model().layout();
    try (NDManager mine = manager.newSubManager()) {
      NDArray flat = mine.create(order.toDevice(layout, parameters));
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        optimizer.toKept(flat);
        return order.toHost(layout, flat.toFloatArray());
      }
    }
  }

  /** The flat buffers while the member is in no stack. */
  float[] buffers() {
    return buffers;
  }

  /** Replaces the parameters and buffers by those of a stack. */
  void park(float[] newParameters, float[] newBuffers) {
    this.parameters = newParameters;
    this.buffers = newBuffers;
  }

  void save(StateWriter out) {
    out.whole("iteration", iteration);
    out.floats("parameters", parameters);
    out.floats("buffers", buffers);
    saveRules(out);
    recorder.save(out.inside(RECORD));
  }

  private void saveRules(StateWriter out) {
    for (int head = 0; head < rules.size(); head++) {
      rules.get(head).save(out.inside("rule" + head));
    }
    optimizer.save(out.inside("optimizer"));
    if (snapshot != null) {
      snapshot.save(out.inside(SNAPSHOT));
    }
  }

  /** Sets the state before the first iteration. */
  private void begin(ComputeDevice device) {
    StartingParameters start = member.start();
    if (start != null) {
      park(start.parameters(), start.buffers());
      return;
    }
    InitialState initial =
        InitialState.of(settings.model(), member.seed(), member.source(), settings.batch(), device);
    park(initial.parameters(), initial.buffers());
  }

  void restore(StateReader in) {
    iteration = in.whole("iteration");
    parameters = in.floats("parameters", parameters.length);
    buffers = in.floats("buffers", buffers.length);
    for (int head = 0; head < rules.size(); head++) {
      rules.get(head).restore(in.inside("rule" + head));
    }
    optimizer.restore(in.inside("optimizer"));
    StateReader kept = in.inside(SNAPSHOT);
    snapshot = kept.isEmpty() ? null : Snapshot.from(kept);
    recorder.restore(in.inside(RECORD));
  }

  @Override
  public void close() {
    log.close();
    optimizer.close();
    rules.forEach(LossRule.Running::close);
    manager.close();
  }
}
