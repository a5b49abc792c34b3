package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import alrc.core.loss.Loss;
import alrc.core.loss.PowerError;
import alrc.core.loss.QuarticError;
import alrc.core.loss.SquaredError;
import alrc.core.lossrule.NoRule;
import alrc.core.record.CurvePoint;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.StepRecord;
import alrc.core.record.Trained;
import alrc.core.record.TrialResult;
import alrc.core.study.Cell;
import alrc.core.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mean squared error that is recorded beside every loss. */
class CommonErrorTest {
  private static final int STEPS = 130;

  /** Every loss that a study knows, with the factors of the authors' code and without. */
  private static final String LOSSES =
      "[squared, {kind: squared, scale: 25}, quartic, {kind: quartic, scale: 25}, absolute,"
          + " charbonnier, {kind: power, power: [2, 3]}, {kind: power, power: 2, scale: 7}]";

  /** A quartic error that passes for a multiple of the squared one, so that none is computed. */
  private record QuarticAlone() implements Loss {
    @Override
    public OptionalDouble squaredErrorFactor() {
      return OptionalDouble.of(1);
    }

    @Override
    public NDArray errors(NDArray prediction, NDArray target) {
      return new QuarticError(1).errors(prediction, target);
    }
  }

  private static final class Seen implements RecordSink {
    final List<StepRecord> steps = new ArrayList<>();
    float[] parameters = {};

    @Override
    public void step(StepRecord record) {
      steps.add(record);
    }

    @Override
    public void ended(Outcome outcome, Trained trained) {
      parameters = trained.parameters();
    }
  }

  private static Seen trained(Loss loss, KernelForm form) {
    Seen seen = new Seen();
    TrialSettings settings = Trials.of(loss, new NoRule(), 1e-3, 2, STEPS);
    TrialSettings formed = Trials.in(form, settings);
    TrainingLoop.run(formed, 5, Trials.synthetic(), seen, ComputeDevice.CPU);
    return seen;
  }

  @ParameterizedTest
  @EnumSource(KernelForm.class)
  void recordingItChangesNoBitOfATraining(KernelForm form) {
    Seen with = trained(new QuarticError(1), form);
    Seen without = trained(new QuarticAlone(), form);
    assertEquals(STEPS, with.steps.size());
    assertEquals(without.steps, with.steps);
    assertArrayEquals(without.parameters, with.parameters);
  }

  private static TrialResult result(Cell cell) {
    return TrainingLoop.run(
            cell.settings(), 3, Trials.synthetic(), RecordSink.NONE, ComputeDevice.CPU)
        .result();
  }

  /** Predictions of the first iteration are those before any training, whatever the loss. */
  @ParameterizedTest
  @EnumSource(KernelForm.class)
  void equalPredictionsHaveTheSameErrorInEveryLoss(KernelForm form) {
    Study study =
        Study.parse(
            "study: s\ndata: {kind: synthetic, images: 50}\n"
                + "model: {kind: supersampling, width: 0.03125}\nbatch: 4\niterations: 1\n"
                + ("seeds: 1\nkernel: "
                    + form.word()
                    + "\nrule: [none, {kind: alrc, per: summand}]")
                + ("\nloss: " + LOSSES + "\n"),
            "s");
    double expected = Objects.requireNonNull(result(study.cells().get(0)).finalMean());
    assertTrue(expected > 0.01, "the squared error itself: " + expected);
    for (Cell cell : study.cells()) {
      TrialResult result = result(cell);
      double error = Objects.requireNonNull(result.commonMse());
      assertEquals(expected, error, 1e-5 * expected, cell::json);
      assertEquals(List.of(error), result.curve().stream().map(CurvePoint::commonMse).toList());
    }
  }

  @Test
  void aMultipleOfTheSquaredErrorIsOnlyDivided() {
    for (Loss loss : List.of(new SquaredError(25), new PowerError(2, 25))) {
      TrialSettings settings = Trials.of(loss, new NoRule(), 1e-3, 2, STEPS);
      TrialResult result =
          TrainingLoop.run(settings, 5, Trials.synthetic(), RecordSink.NONE, ComputeDevice.CPU)
              .result();
      double mean = Objects.requireNonNull(result.finalMean());
      assertEquals(mean / 25, Objects.requireNonNull(result.commonMse()), 1e-9 * mean);
    }
  }
}
