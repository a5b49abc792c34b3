package alrc.core.study;

import alrc.core.data.DataSpec;
import alrc.core.data.TrainingData;
import alrc.core.gradient.GradientRule;
import alrc.core.loss.Loss;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.Precision;
import alrc.core.model.Model;
import alrc.core.model.ModelSettings;
import alrc.core.optimizer.Optimizer;
import alrc.core.schedule.Course;
import alrc.core.schedule.Schedule;
import alrc.core.train.KernelForm;
import alrc.core.train.TrialSettings;
import alrc.settings.OutsideIdentity;
import alrc.settings.Preset;
import alrc.settings.Range;
import alrc.settings.SettingsWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One point of a grid: every setting of a trial but its seed.
 *
 * <p>The paths of the data, and of parameters to begin with, are carried along but are no part of
 * the identity: a trial knows its data by their digest, and a cell those parameters by theirs.
 *
 * @param data what it trains on
 * @param model the network
 * @param loss one value per example
 * @param rule acts on the losses
 * @param batch examples per iteration
 * @param gradient rules in front of the optimizer, in order
 * @param optimizer turns gradients into the update
 * @param schedule of the optimizer's rate
 * @param beta1 schedule of the optimizer's β1
 * @param iterations optimizer steps
 * @param kernel how its convolutions are computed; by model, width and batch where a study is
 *     silent
 * @param precision of its numbers
 * @param summary how the final error is taken
 * @param curve how the learning curve is taken
 * @param evaluate how it is scored on a split that it is not trained on; not without it
 * @param models which parameters are kept
 */
public record Cell(
    DataSpec data,
    @Preset(value = "supersampling", written = true) ModelSettings model,
    @Preset(value = "squared", written = true) Loss loss,
    @Preset(value = "none", written = true) LossRule rule,
    @Preset(value = "1", written = true) @Range(least = 1, most = 65_536) int batch,
    @Preset("[]") List<GradientRule> gradient,
    @Preset(value = "adam", written = true) Optimizer optimizer,
    @Preset(value = "constant", written = true) Schedule schedule,
    @Preset("constant") Schedule beta1,
    @Preset(value = "100_000", written = true) @Range(least = 1, most = Schedule.MOST_STEPS)
        long iterations,
    @Nullable KernelForm kernel,
    @Preset("float32") Precision precision,
    @Preset(value = "{}", written = true) Summary summary,
    @Preset(value = "{}", written = true) Curve curve,
    @Nullable Evaluation evaluate,
    @OutsideIdentity @Preset("none") Models models) {

  /**
   * How the final error is taken.
   *
   * @param last over how many last iterations
   */
  public record Summary(
      @Preset(value = "5_000", written = true) @Range(least = 1, most = 100_000_000) int last) {}

  /**
   * How the learning curve is taken.
   *
   * @param boxcar iterations per point
   */
  public record Curve(
      @Preset(value = "500", written = true) @Range(least = 1, most = 100_000_000) int boxcar) {}

  /** Which parameters are kept. */
  public enum Models {
    /** None. */
    NONE,
    /** Those of the end of every trial. */
    FINAL
  }

  /** Chooses the kernel form where a study is silent, and checks what no section can see alone. */
  public Cell {
    gradient = List.copyOf(gradient);
    kernel = kernel == null ? GradientChecks.presetKernel(gradient, model, batch) : kernel;
    CellChecks.check(data, model, optimizer, schedule, beta1);
    GradientChecks.check(gradient, optimizer);
    GradientChecks.checkTaking(gradient, model.network(data.channels()), batch, kernel);
    PrecisionChecks.check(precision, model.network(data.channels()), rule, gradient);
    if (evaluate != null) {
      evaluate.check(data, model.network(data.channels()).task().side(), iterations);
      evaluate = evaluate.within(iterations);
    }
  }

  /** Reads what {@link #json} wrote. */
  public static Cell fromJson(String json) {
    return StudyReader.cell(json);
  }

  /** 16 hexadecimal digits of SHA-256 over the canonical JSON. */
  public String id() {
    return CellJson.id(this);
  }

  /** The settings that are the cell's identity, in canonical form: no paths. */
  public String canonicalJson() {
    return CellJson.canonical(this);
  }

  /** All settings, paths included; {@link #fromJson} reads it. */
  public String json() {
    return CellJson.whole(this);
  }

  /** The settings as maps, lists and plain values, in the order of the fields. */
  public Map<String, Object> tree(SettingsWriter.Form form) {
    return CellJson.tree(this, form);
  }

  /** The same with another rule. */
  Cell withRule(LossRule other) {
    return with(data, model, other);
  }

  /** The cell without the settings that cannot act: equal for cells of bit-identical results. */
  Cell acting() {
    LossRule acting = rule.acting();
    return acting.equals(rule) ? this : withRule(acting);
  }

  private Cell with(DataSpec otherData, ModelSettings otherModel, LossRule otherRule) {
    return new Cell(
        otherData,
        otherModel,
        loss,
        otherRule,
        batch,
        gradient,
        optimizer,
        schedule,
        beta1,
        iterations,
        kernel,
        precision,
        summary,
        curve,
        evaluate,
        models);
  }

  /** The same with other paths of data and starting parameters. */
  Cell withPaths(UnaryOperator<String> change) {
    String from = model.from();
    ModelSettings moved =
        from == null ? model : model.starting(change.apply(from), model.fromDigest());
    return with(data.withPath(change), moved, rule);
  }

  Cell withFromDigest(@Nullable String digest) {
    return digest == null ? this : with(data, model.starting(model.from(), digest), rule);
  }

  /** What it trains on. */
  public TrainingData trainingData() {
    return new TrainingData(data, network().task());
  }

  private Model network() {
    return model.network(data.channels());
  }

  /** Everything that the training loop needs. */
  public TrialSettings settings() {
    Course rate = new Course(optimizer.rate(), schedule);
    return new TrialSettings(
        network(),
        loss,
        rule,
        gradientRule(),
        rate,
        batch,
        iterations,
        summary.last(),
        curve.boxcar(),
        Objects.requireNonNull(kernel),
        precision);
  }

  /** The optimizer behind and inside the gradient rules. */
  private GradientRule gradientRule() {
    Course ownBeta1 = new Course(optimizer.scheduledBeta1().orElse(0), beta1);
    List<GradientRule> onUpdate = gradient.stream().filter(GradientRule::onUpdate).toList();
    GradientRule chain = optimizer.rule(new Course(optimizer.rate(), schedule), ownBeta1, onUpdate);
    for (int i = gradient.size() - 1; i >= 0; i--) {
      GradientRule rule = gradient.get(i);
      chain = rule.onUpdate() ? chain : rule.before(chain);
    }
    return chain;
  }

  /** Whether the parameters of a trial are kept when it ends. */
  public boolean keepsModels() {
    return models == Models.FINAL;
  }
}
