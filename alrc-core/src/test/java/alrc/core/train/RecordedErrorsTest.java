package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.BatchSource;
import alrc.core.loss.QuarticError;
import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.AlrcStart;
import alrc.core.lossrule.DynamicLossScale;
import alrc.core.lossrule.Huber;
import alrc.core.lossrule.LossChain;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.LossScale;
import alrc.core.lossrule.LossSkip;
import alrc.core.lossrule.NoRule;
import alrc.core.record.Spike;
import alrc.core.record.StepRecord;
import alrc.core.record.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is recorded of every step, whatever a rule makes of its losses. */
class RecordedErrorsTest {
  private static final int STEPS = 70;

  /** Where nothing moves, errors are those of the first network, on one batch after another. */
  private static TrialSettings still(LossRule rule) {
    return Trials.of(new QuarticError(1), rule, 0, 2, STEPS);
  }

  /** Rules that act on nearly every loss. */
  static Stream<LossRule> active() {
    AlrcStart low = new AlrcStart.Given(1e-6, 1e-11);
    Alrc raw = new Alrc(0, 0.9, Alrc.Moments.RAW, 0, low);
    Alrc clipped = new Alrc(0, 0.9, Alrc.Moments.CLIPPED, 0, low);
    return Stream.of(
        raw,
        clipped,
        new Huber(1e-6, Huber.Form.CONTINUOUS),
        new Huber(1e-6, Huber.Form.PUBLISHED),
        new LossSkip(0, 0.9, 0, low),
        new LossScale(1024),
        new DynamicLossScale(0x1p100, 3),
        LossChain.of(raw, new Huber(1e-6, Huber.Form.CONTINUOUS)),
        LossChain.of(new Huber(1e-6, Huber.Form.CONTINUOUS), clipped, new LossScale(8)));
  }

  @ParameterizedTest
  @MethodSource("active")
  void errorsAreThoseBeforeAnyRule(LossRule rule) {
    List<Double> plain = Trials.losses(still(new NoRule()), 3);
    assertEquals(STEPS, plain.size());
    assertEquals(plain, Trials.losses(still(rule), 3));
  }

  @Test
  void aSpikeNamesItsExampleItsLossAndTheLimit() {
    Alrc often = new Alrc(0.5, 0.9, Alrc.Moments.RAW, 1e-8, new AlrcStart.Given(0.2, 0.1));
    TrialSettings settings = Trials.of(new QuarticError(1), often, 1e-3, 1, STEPS);
    BatchSource source = Trials.synthetic();
    List<StepRecord> steps = new ArrayList<>();
    TrialResult result =
        TrainingLoop.run(settings, 3, source, steps::add, ComputeDevice.CPU).result();
    List<Spike> spikes = result.worstSpikes();
    assertTrue(spikes.size() > 5 && spikes.size() < STEPS, spikes.size() + " spikes");
    assertEquals(result.spikes(), spikes.size());
    assertEquals(spikes.size(), Math.round(result.clipFraction() * STEPS));
    for (Spike spike : spikes) {
      StepRecord step = steps.get((int) spike.iteration() - 1);
      assertEquals(step.loss(), spike.loss(), "the unclipped loss");
      assertEquals(1, step.clipped());
      assertTrue(spike.loss() > spike.limit());
      int example = source.batch(3, spike.iteration() - 1, 1).examples()[0];
      assertEquals(source.exampleId(example), spike.exampleId());
    }
  }
}
