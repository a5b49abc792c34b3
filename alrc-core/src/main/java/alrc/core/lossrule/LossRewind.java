package alrc.core.lossrule;

import ai.djl.ndarray.NDManager;
import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * Rewind and skip: at a spike the training goes back to its latest snapshot, and goes on with the
 * next batch, so that the batch of the spike and those since the snapshot have no effect.
 *
 * <pre>
 *   a spike is a step whose mean loss is over μ1 + n·σ, as for the rule skip
 *   snapshots of parameters, running means of normalisation and optimizer: before the first step,
 *     and after every N-th step that is no spike
 * </pre>
 *
 * <p>The count of iterations goes on, so that a trial always sees as many batches as another one;
 * its schedule follows the steps that the optimizer has kept. The moments of the rule go on too, so
 * that it accepts a lasting change in the end. All losses of a spike count as clipped.
 *
 * <p>Source: Chowdhery et al., "PaLM: scaling language modeling with pathways", arXiv:2204.02311,
 * section 5.1, where it was done by hand, with a snapshot of 100 steps before the spike and 200 to
 * 500 batches left out; the criterion is that of ALRC. Reads one number a step from the device, and
 * all parameters and the state of the optimizer every N steps.
 *
 * @param deviations n, ≥ 0; ∞ switches it off
 * @param every N, steps between two snapshots, ≥ 1
 * @param decay of both moments, in [0, 1)
 * @param epsilon added to the variance, ≥ 0
 * @param start the first moments
 */
public record LossRewind(
    @Preset("3") double deviations,
    @Preset("100") @Range(least = 1, most = Integer.MAX_VALUE) long every,
    @Preset("0.999") double decay,
    @Preset("1e-8") double epsilon,
    @Preset("measured") AlrcStart start)
    implements LossRule {
  /** Checks every setting. */
  public LossRewind {
    Limits.atLeast("every", every, 1);
    var unused = new LossSkip(deviations, decay, epsilon, start);
  }

  private boolean off() {
    return Double.isInfinite(deviations);
  }

  @Override
  public Running start(NDManager manager) {
    return off()
        ? new NoRule.Unclipped()
        : new LossSkip.State(new LossSkip(deviations, decay, epsilon, start), true, manager);
  }

  @Override
  public long snapshotEvery() {
    return off() ? 0 : every;
  }

  @Override
  public LossRule withoutClipping() {
    return new LossRewind(Double.POSITIVE_INFINITY, every, decay, epsilon, start);
  }

  @Override
  public LossRule acting() {
    return off() ? new NoRule() : this;
  }
}
