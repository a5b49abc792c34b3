package alrc.core.lossrule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;
import alrc.settings.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules that act one after another. Each rule acts on the losses that the rule before it returned,
 * and the factors of their gradients multiply. ALRC before Huberisation and Huberisation before
 * ALRC are both such chains.
 *
 * <p>A loss counts as clipped if any rule clipped it. The recorded limit is that of the first rule
 * that clips, on the losses on which it acted. Reads from the device what its rules read.
 *
 * @param rules in order, at least one; each must act on the losses of examples and must not be a
 *     chain
 */
public record LossChain(List<LossRule> rules) implements LossRule {
  public LossChain {
    rules = List.copyOf(rules);
    Limits.require(!rules.isEmpty(), "rules", "[]", "must name at least one rule");
    for (LossRule rule : rules) {
      Limits.require(
          rule.grain() == Grain.EXAMPLE, "rules", rule, "must act on the losses of examples");
      Limits.require(!(rule instanceof NoRule), "rules", "none", "must be left out of a chain");
      Limits.require(
          rule.snapshotEvery() == 0
              || rules.stream().filter(LossRewind.class::isInstance).count() < 2,
          "rules",
          "rewind, rewind",
          "must go back to snapshots in one rule only");
      Limits.require(
          rule.underflow() == 0 || rules.stream().filter(r -> r.underflow() > 0).count() < 2,
          "rules",
          "adaptive-loss-scale, adaptive-loss-scale",
          "must scale each layer in one rule only");
      Limits.require(!(rule instanceof LossChain), "rules", rule, "must not be a chain itself");
    }
  }

  /** The rules in the order in which they act. */
  public static LossChain of(LossRule... rules) {
    return new LossChain(List.of(rules));
  }

  @Override
  public long snapshotEvery() {
    return rules.stream().mapToLong(LossRule::snapshotEvery).max().orElse(0);
  }

  @Override
  public double underflow() {
    return rules.stream().mapToDouble(LossRule::underflow).max().orElse(0);
  }

  @Override
  public LossRule withoutClipping() {
    return new LossChain(rules.stream().map(LossRule::withoutClipping).toList());
  }

  /** Without the rules that are switched off: they multiply every loss and factor by one. */
  @Override
  public LossRule acting() {
    List<LossRule> left =
        rules.stream().map(LossRule::acting).filter(rule -> !(rule instanceof NoRule)).toList();
    if (left.isEmpty()) {
      return new NoRule();
    }
    return left.size() == 1 ? left.get(0) : new LossChain(left);
  }

  @Override
  public Running start(NDManager manager) {
    return new State(rules.stream().map(rule -> rule.start(manager)).toList());
  }

  private record State(List<Running> running) implements Running {
    @Override
    public Verdict apply(NDArray losses) {
      NDArray seen = losses;
      Verdict all = running.get(0).apply(losses);
      Verdict last = all;
      for (int i = 1; i < running.size(); i++) {
        seen = running.get(i - 1).values(seen, last);
        last = running.get(i).apply(seen);
        NDArray factors = all.factors().mul(last.factors());
        NDArray limit = all.limit() == null ? last.limit() : all.limit();
        all = new Verdict(factors, limit, either(mask(losses, all), mask(seen, last)));
      }
      return all;
    }

    /** The fractions that a rule clipped of its losses; null if it clips nothing. */
    private static @Nullable NDArray mask(NDArray seen, Verdict verdict) {
      if (verdict.clipped() != null || verdict.limit() == null) {
        return verdict.clipped();
      }
      return seen.gt(verdict.limit()).toType(DataType.FLOAT32, false);
    }

    private static @Nullable NDArray either(@Nullable NDArray one, @Nullable NDArray other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.maximum(other);
    }

    @Override
    public double scale() {
      double scale = 1;
      for (Running rule : running) {
        scale *= rule.scale();
      }
      return scale;
    }

    @Override
    public boolean accepts(NDArray gradient) {
      boolean accepted = true;
      for (Running rule : running) {
        accepted &= rule.accepts(gradient);
      }
      return accepted;
    }

    @Override
    public boolean rewinds() {
      return running.stream().anyMatch(Running::rewinds);
    }

    @Override
    public void save(StateWriter out) {
      for (int i = 0; i < running.size(); i++) {
        running.get(i).save(out.inside("rule" + i));
      }
    }

    @Override
    public void restore(StateReader in) {
      for (int i = 0; i < running.size(); i++) {
        running.get(i).restore(in.inside("rule" + i));
      }
    }

    @Override
    public void close() {
      running.forEach(Running::close);
    }
  }
}
