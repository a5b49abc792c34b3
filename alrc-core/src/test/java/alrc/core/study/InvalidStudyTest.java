package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.settings.SettingMistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidStudyTest {
  private static String refusal(String yaml) {
    String message =
        assertThrows(SettingMistake.class, () -> Study.parse(yaml, "s.yaml")).getMessage();
    assertFalse(message.contains("\n"));
    return message;
  }

  /** Each study begins with its name on line 1 and its data on line 2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bach: 4                                  | s.yaml:3: bach: unknown field; did you mean 'batch'?
          batch: 0                                 | s.yaml:3: batch: 0 must be a whole number from 1 to 65536
          batch: 1.5                               | s.yaml:3: batch: '1.5' must be a whole number
          batch: many                              | s.yaml:3: batch: 'many' must be a whole number
          batch: [1, [2]]                          | s.yaml:3: batch[1]: a list of 1 must be a whole number
          batch: []                                | s.yaml:3: batch: an empty list has no value; give one or leave the field out
          batch: !foo 3                            | s.yaml:3: batch: tag !foo must be left out
          batch: {a: 1}                            | s.yaml:3: batch: a section must be a whole number
          batch: [4, -4]                           | s.yaml:3: batch[1]: -4 must be a whole number from 1 to 65536
          batch:                                   | s.yaml:3: batch: 'nothing' must be a whole number
          iterations: 99999999999999999999         | s.yaml:3: iterations: 99999999999999999999 must be a whole number from 1 to 1000000000000
          loss: cubic                              | s.yaml:3: loss: 'cubic' must be one of [squared, quartic, absolute, power, charbonnier]
          loss: quartc                             | s.yaml:3: loss: 'quartc' must be one of [squared, quartic, absolute, power, charbonnier]; did you mean 'quartic'?
          loss: {kind: squared, scale: 0}          | s.yaml:3: loss.scale: 0.0 must be a finite number > 0
          rule: {kind: alrc, deviations: -1}       | s.yaml:3: rule.deviations: -1.0 must be >= 0 (.inf switches it off)
          rule: {kind: alrc, deviations: [3, -1]}  | s.yaml:3: rule.deviations[1]: -1.0 must be >= 0 (.inf switches it off)
          rule: {kind: alrc, deviations: '3'}      | s.yaml:3: rule.deviations: '3' must be a number
          rule: {kind: alrc, deviations: .nan}     | s.yaml:3: rule.deviations: '.nan' must be a number
          rule: {kind: alrc, devations: 3}         | s.yaml:3: rule.devations: unknown field; did you mean 'deviations'?
          rule: {kind: alrc, decay: 1}             | s.yaml:3: rule.decay: 1.0 must be in [0, 1)
          rule: {kind: alrc, decay: 0.9, decays: [0.9, 0.9]} | s.yaml:3: rule.decays: [0.9, 0.9] beside decay 0.9 must not be given together
          rule: {kind: alrc, start: {mean: 25}}    | s.yaml:3: rule.start: square is missing; it must be given
          rule: {kind: alrc, start: {mean: 25, square: 625}} | s.yaml:3: rule.start.square: 625.0 must be more than mean squared (625.0)
          rule: {kind: alrc, start: later}         | s.yaml:3: rule.start: 'later' must be one of [measured, given]
          rule: {kind: alrc, update: leeky}        | s.yaml:3: rule.update: 'leeky' must be one of [ema, leaky]; did you mean 'leaky'?
          rule: {kind: alrc, update: leaky, decay: 0.5} | s.yaml:3: rule.decay: 0.5 must be >= 2/3 where update is leaky
          rule: {kind: alrc, sides: left}          | s.yaml:3: rule.sides: 'left' must be one of [upper, lower, both]
          rule: {kind: alrc, per: pixel}           | s.yaml:3: rule.per: 'pixel' must be one of [example, summand]
          rule: {kind: huber, threshold: 0}        | s.yaml:3: rule.threshold: 0.0 must be > 0 (.inf switches it off)
          rule: {kind: chain}                      | s.yaml:3: rule: rules is missing; it must be given
          rule: {kind: chain, rules: [none]}       | s.yaml:3: rule.rules: none must be left out of a chain
          rule: adaptive-loss-scale                | s.yaml:1: precision: float32 must be float16 beside adaptive-loss-scale: in float32 no scale of a layer acts
          rule: {kind: adaptive-loss-scale, underflow: 1} | s.yaml:3: rule.underflow: 1.0 must be more than 0 and under 1
          rule: {kind: chain, rules: [adaptive-loss-scale, huber, adaptive-loss-scale]} | s.yaml:3: rule.rules: adaptive-loss-scale, adaptive-loss-scale must scale each layer in one rule only
          rule: {kind: chain, rules: [rewind, huber, rewind]} | s.yaml:3: rule.rules: rewind, rewind must go back to snapshots in one rule only
          rule: {kind: chain, rules: []}           | s.yaml:3: rule.rules: [] must name at least one rule
          rule: {kind: chain, rules: [none, {kind: hubr}]} | s.yaml:3: rule.rules[1].kind: 'hubr' must be one of [none, alrc, huber, skip, rewind, loss-scale, dynamic-loss-scale, adaptive-loss-scale, chain]; did you mean 'huber'?
          rule: {kind: chain, rules: [{kind: huber, threshold: -1}]} | s.yaml:3: rule.rules[0].threshold: -1.0 must be > 0 (.inf switches it off)
          gradient: clip                           | s.yaml:3: gradient: 'clip' must be one of [value, layer-norm, global-norm, agc, autoclip, zclip, adagc, quantile, cprop, spam, stable-spam, update-rms, clippy, percentile, per-example, per-example-adaptive, sam]; did you mean 'zclip'?
          gradient: {kind: value}                  | s.yaml:3: gradient: limit is missing; it must be given
          gradient: [cprop, {kind: value, limit: 0}] | s.yaml:3: gradient[1].limit: 0.0 must be a finite number > 0
          gradient: [spam, cprop, stable-spam]     | s.yaml:3: gradient: spam, stable-spam must reset the moments of the optimizer in one rule only: leave out the others, or set their reset to 0
          gradient: [{kind: spam, grace: 600}]     | s.yaml:3: gradient[0].grace: 600 must be less than reset (500), as nothing would be clipped
          gradient: {kind: percentile, percentile: 100} | s.yaml:3: gradient.percentile: 100 must be a whole number from 0 to 99
          gradient: {kind: per-example, limit: 2}  | s.yaml:1: batch: 1 must be 2 or more beside per-example: one example has the gradient of its batch, which global-norm clips
          gradient: {kind: per-example, limit: 0}  | s.yaml:3: gradient.limit: 0.0 must be > 0 (.inf clips nothing)
          gradient: [cprop, per-example-adaptive]  | s.yaml:3: gradient: per-example-adaptive must be the first rule: it decides how the gradient is taken on which the others act
          gradient: [sam, sam]                     | s.yaml:3: gradient: sam must be the first rule: it decides how the gradient is taken on which the others act
          gradient: {kind: sam, radius: 0}         | s.yaml:3: gradient.radius: 0.0 must be a finite number > 0
          gradient: {kind: per-example-adaptive, stability: 0} | s.yaml:3: gradient.stability: 0.0 must be a finite number > 0
          gradient: {kind: clippy, absolute: 0}    | s.yaml:3: gradient.absolute: 0.0 must be > 0 (.inf switches it off)
          optimizer: {kind: rmsprop, window: 4, centred: true} | s.yaml:3: optimizer.centred: true must be left out beside window
          optimizer: {kind: schedule-free, beta1: 0} | s.yaml:3: optimizer.beta1: 0.0 must be in (0, 1)
          optimizer: {kind: ademamix, beta1: 0, warmup: 5} | s.yaml:3: optimizer.warmup: 5 must be 0 where beta1 or beta3 is 0: beta3 rises from beta1 on a logarithmic scale
          beta1: {kind: piecewise, at: [5], rates: [0.9, 1.5]} | s.yaml:3: beta1: 1.5 must be in [0, 1)
          optimizer: {kind: adam, weight-decay: -1} | s.yaml:3: optimizer.weight-decay: -1.0 must be a finite number >= 0
          optimizer: {kind: rmsprop, alpha: 1}     | s.yaml:3: optimizer.alpha: 1.0 must be in [0, 1)
          schedule: {kind: cosine, over: 0}        | s.yaml:3: schedule.over: 0 must be a whole number from 1 to 1000000000000
          schedule: {kind: linear, from: 5, until: 5} | s.yaml:3: schedule.until: 5 must be more than from (5)
          loss: power                              | s.yaml:3: loss: power is missing; it must be given
          loss: {kind: power, power: 0.5}          | s.yaml:3: loss.power: 0.5 must be a finite number >= 1
          rule: {deviations: 3}                    | s.yaml:3: rule: kind is missing; it must be one of [none, alrc, huber, skip, rewind, loss-scale, dynamic-loss-scale, adaptive-loss-scale, chain]
          rule: {kind: none, deviations: 3}        | s.yaml:3: rule.deviations: unknown field; no field is allowed here
          model: {kind: partial-scan, size: 100}   | s.yaml:3: model.size: 100 must be a multiple of 32 in 64 … 8192
          model: {kind: supersampling, width: 0}   | s.yaml:3: model.width: 0.0 must be in [1/64, 16]
          seeds: {start: 10, until: decided}       | s.yaml:3: seeds: at-most is missing; it must be given
          seeds: [1, 1]                            | s.yaml:3: seeds[1]: 1 must not be given twice
          seeds: 0                                 | s.yaml:3: seeds: 0 must be a whole number from 1 to 1000000
          seeds: [-1]                              | s.yaml:3: seeds[0]: -1 must be a whole number from 0 to 9223372036854775807
          schedule: {kind: piecewise, at: [5], rates: [1]} | s.yaml:3: schedule.rates: [1.0] must have one entry more than at [5]
          schedule: {kind: piecewise, at: 5, rates: [1, 2]} | s.yaml:3: schedule.at: '5' must be a list
          summary: {last: 0}                       | s.yaml:3: summary.last: 0 must be a whole number from 1 to 100000000
          summary: 5                               | s.yaml:3: summary: '5' must be a section with last
          data: synthetic                          | s.yaml:3: data: must not be given twice
          optimizer: {kind: adam, rate: -1}        | s.yaml:3: optimizer.rate: -1.0 must be a finite number >= 0
          optimizer: {kind: adam, rate: 1e999}     | s.yaml:3: optimizer.rate: 1e999 must be a number that a double can represent (write .inf for infinity)
          """)
  void mistakesNameFileLineFieldValueAndRule(String line, String message) {
    assertEquals(message, refusal("study: s\ndata: {kind: synthetic}\n" + line + "\n"));
  }

  @Test
  void studyAndDataMustBeGiven() {
    assertEquals("s.yaml:1: study is missing; it must be given", refusal("batch: 1"));
    assertEquals("s.yaml:1: data is missing; it must be given", refusal("study: s"));
    assertEquals(
        "s.yaml:2: data: path is missing; it must be given", refusal("study: s\ndata: cifar10"));
  }

  /** Each line is added to a study whose layers pass on float16. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model: partial-scan                      | s.yaml:3: precision: float16 must be float32 for partial-scan, whose network is no chain of layers
          gradient: sam                            | s.yaml:3: precision: float16 must be float32 beside sam, whose passes are not cut between layers
          """)
  void whatCannotBeCutBetweenLayersIsRefused(String line, String message) {
    assertEquals(
        message, refusal("study: s\ndata: {kind: synthetic}\nprecision: float16\n" + line + "\n"));
  }

  /** Each line is added to a study of two examples a step. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kernel: single                           | s.yaml:5: kernel: single must be stacked beside per-example, which takes the gradient of each example
          model: {kind: supersampling, norm: batch} | s.yaml:3: gradient: per-example must be left out where the network normalises over the batch (partial-scan, or norm: batch): its examples have no gradients of their own
          model: partial-scan                      | s.yaml:3: gradient: per-example must be left out where the network normalises over the batch (partial-scan, or norm: batch): its examples have no gradients of their own
          """)
  void whatCannotGiveTheGradientOfEachExampleIsRefused(String line, String message) {
    String rule = "gradient: [{kind: per-example, limit: 2}]\nbatch: 2\n";
    assertEquals(message, refusal("study: s\ndata: {kind: synthetic}\n" + rule + line + "\n"));
  }

  @Test
  void momentsThatAreNotThereAreNotReset() {
    assertEquals(
        "s.yaml:3: gradient: spam must not reset the moments of sgd, which has none: set reset to"
            + " 0, or choose another optimizer",
        refusal("study: s\ndata: synthetic\ngradient: [spam]\noptimizer: sgd\n"));
  }

  @Test
  void aMeanOfPointsDoesNotGoWithTwoRates() {
    assertEquals(
        "s.yaml:3: optimizer: schedule-free must be another one for partial-scan: its trainer"
            + " network has a rate of its own",
        refusal("study: s\ndata: synthetic\noptimizer: schedule-free\nmodel: partial-scan\n"));
  }

  @Test
  void aScheduleOfABeta1ThatIsNotThereIsRefused() {
    assertEquals(
        "s.yaml:4: beta1: cosine must be left out: sgd has no β1 that follows a schedule",
        refusal("study: s\ndata: synthetic\noptimizer: sgd\nbeta1: {kind: cosine, over: 9}"));
  }

  @Test
  void aPathIsNoAxis() {
    assertEquals(
        "s.yaml:2: data.path: a list of 2 must be one value; this setting changes no result, so it"
            + " is no axis",
        refusal("study: s\ndata: {kind: cifar10, path: [a, b]}"));
  }

  @Test
  void whatIsNoYamlOrNoSectionIsRefused() {
    assertEquals("s.yaml:1: is empty", refusal(""));
    assertEquals("s.yaml:1: 'hello' must be a study (a section of fields)", refusal("hello"));
    assertEquals("s.yaml:1: a list of 2 must be a study (a section of fields)", refusal("[1, 2]"));
    String broken = refusal("study: s\ndata: {kind: synthetic\nbatch: 1\n");
    assertEquals("s.yaml:3: is not valid YAML", broken.substring(0, 27));
  }

  @Test
  void dataThatTheModelCannotUseAreRefused() {
    assertEquals(
        "s.yaml:2: data.channels: 3 must be 1 for partial scans",
        refusal("study: s\ndata: {kind: cifar10, path: a}\nmodel: partial-scan"));
  }

  @Test
  void aGridBeyondAllMeasureIsRefusedBeforeItIsBuilt() {
    String many = "[" + "1,".repeat(1999) + "1]";
    String yaml = "study: s\ndata: synthetic\nbatch: " + many + "\niterations: " + many + "\n";
    assertEquals(
        "s.yaml:1: makes 4000000 cells; at most 100000 are possible; shorten an axis",
        refusal(yaml));
    String rules = "rule: [none, {kind: [alrc, skip], deviations: " + many + "}]\n";
    assertEquals(
        "s.yaml:1: makes 16004000000 cells; at most 100000 are possible; shorten an axis",
        refusal(yaml + rules));
  }

  @Test
  void anUnknownPresetIsRefusedWithTheNearestOne() {
    Exception e = assertThrows(SettingMistake.class, () -> Study.preset("cifar10-papr"));
    assertEquals(
        "preset: 'cifar10-papr' is not known; did you mean 'cifar10-paper'?", e.getMessage());
  }
}
