package alrc.jobs.spark.sweep;

import alrc.core.data.DataSpec;
import alrc.core.data.TrainingData;
import alrc.core.model.Model;
import alrc.core.record.RecordSink;
import alrc.core.study.Cell;
import alrc.core.study.Evaluation;
import alrc.core.study.Trial;
import alrc.core.train.CohortSize;
import alrc.core.train.ComputeDevice;
import alrc.core.train.KernelForm;
import alrc.core.train.Member;
import alrc.core.train.StepForm;
import alrc.core.train.TrialSettings;
import alrc.jobs.data.BatchSources;
import alrc.jobs.storage.Storage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long trials would take on this machine's processor: a few steps of their shapes are timed on
 * made-up data of the same form, those with most work first, for as long as is allowed; with fewer
 * examples where a batch would take too long. The other shapes are reckoned from their operations.
 *
 * @param taskSeconds time of all trials, one task after another
 * @param timed shapes that were timed
 * @param shapes of the trials
 */
public record SweepEstimate(double taskSeconds, int timed, int shapes) {
  /** Forward multiply-accumulates a second, before anything was timed. */
  private static final double FIRST_GUESS = 3e9;

  private static final double LEAST_SECONDS = 0.4;
  private static final int MOST_STEPS = 8;
  private static final int MOST_TIMINGS = 5;
  private static final int MADE_UP_IMAGES = 16;

  private static final int MOST_TOGETHER = Collections.max(CohortSize.CANDIDATES);

  /**
   * Trials of a shape, so many of them side by side in a task.
   *
   * @param iterations of all of them; their scorings count as iterations that take as long
   */
  private record Load(TrialSettings settings, TrainingData data, double iterations, int together) {
    Load plus(Load other) {
      return new Load(settings, data, iterations + other.iterations, together);
    }

    double costOfStep() {
      int side = data.task().side();
      return (double) settings.model().multiplyAccumulates(side, side)
          * settings.batch()
          * settings.form().passes();
    }

    double work() {
      return iterations * costOfStep();
    }

    Load withBatch(int batch) {
      TrialSettings fewer =
          new TrialSettings(
              settings.model(),
              settings.loss(),
              settings.rule(),
              settings.optimizer(),
              settings.rate(),
              batch,
              settings.iterations(),
              settings.summaryLast(),
              settings.curveBoxcar(),
              settings.kernel(),
              settings.precision());
      return new Load(fewer, data, iterations, together);
    }
  }

  /** What decides the time of a step. */
  private record StepShape(Model model, StepForm form, int batch, KernelForm kernel, int together) {
    static StepShape of(TrialSettings settings, int together) {
      return new StepShape(
          settings.model(), settings.form(), settings.batch(), settings.kernel(), together);
    }
  }

  /**
   * Times some steps.
   *
   * @param trials how many trials of each cell are to be run
   * @param slots tasks at once
   * @param seconds that the timing may take, about
   * @return nothing where not even one step of one example can be timed in that time
   */
  public static Optional<SweepEstimate> of(
      Storage storage, Map<Cell, Integer> trials, int slots, double seconds) {
    List<Load> loads = loads(trials, slots);
    long end = System.nanoTime() + Math.round(seconds * 1e9);
    double speed = 0;
    double total = 0;
    double untimed = 0;
    int timed = 0;
    for (Load load : loads) {
      Optional<Load> fitting = fitting(load, speed > 0 ? speed : FIRST_GUESS, end);
      if (fitting.isPresent()) {
        double found = speed(storage, fitting.get(), end);
        total += load.work() / found;
        speed = speed > 0 ? speed : found;
        timed++;
      } else {
        untimed += load.work();
      }
    }
    return timed == 0
        ? Optional.empty()
        : Optional.of(new SweepEstimate(total + untimed / speed, timed, loads.size()));
  }

  private static List<Load> loads(Map<Cell, Integer> trials, int slots) {
    Map<Shape, Integer> ofShape = new HashMap<>();
    trials.forEach((cell, count) -> ofShape.merge(shape(cell), count, Integer::sum));
    Map<StepShape, Load> loads = new HashMap<>();
    trials.forEach(
        (cell, count) -> {
          if (count > 0) {
            TrialSettings settings = cell.settings();
            int together = together(settings, ofShape.getOrDefault(shape(cell), 1), slots);
            double iterations = count * (cell.iterations() + scorings(cell));
            Load load = new Load(settings, cell.trainingData(), iterations, together);
            loads.merge(StepShape.of(settings, together), load, Load::plus);
          }
        });
    return loads.values().stream()
        .sorted(Comparator.comparingDouble(Load::work).reversed())
        .toList();
  }

  private static double scorings(Cell cell) {
    Evaluation evaluation = cell.evaluate();
    return evaluation == null ? 0 : evaluation.inIterations(cell.iterations(), cell.batch());
  }

  private static Shape shape(Cell cell) {
    return Shape.of(new Trial(cell, 0, ""));
  }

  /** A sweep makes cohorts so small that every task slot has one. */
  private static int together(TrialSettings settings, int trials, int slots) {
    int fair = Math.min(MOST_TOGETHER, (trials + slots - 1) / slots);
    return settings.kernel() == KernelForm.SINGLE ? 1 : Integer.highestOneBit(Math.max(1, fair));
  }

  /** With as many examples as can be timed in half of the time that is left. */
  private static Optional<Load> fitting(Load load, double speed, long end) {
    double allowed = (end - System.nanoTime()) / 2e9;
    for (int batch = load.settings().batch(); batch > 0 && allowed >= LEAST_SECONDS; batch /= 2) {
      Load fewer = load.withBatch(batch);
      if (MOST_STEPS * fewer.costOfStep() / speed <= allowed) {
        return Optional.of(fewer);
      }
    }
    return Optional.empty();
  }

  /**
   * Forward multiply-accumulates a second of one task: the fastest of a few timings. What else runs
   * and code that is not compiled yet make a timing slower, and nothing makes it faster.
   */
  private static double speed(Storage storage, Load load, long end) {
    DataSpec spec = load.data().spec();
    DataSpec madeUp =
        new DataSpec.Synthetic(
            MADE_UP_IMAGES, spec.channels(), 0, spec.flip(), spec.brightness(), spec.contrast());
    TrainingData data = new TrainingData(madeUp, load.data().task());
    String digest = BatchSources.digest(storage, data);
    Member like =
        new Member(load.settings(), 0, BatchSources.shared(storage, data, digest), RecordSink.NONE);
    long half = System.nanoTime() + (end - System.nanoTime()) / 2;
    List<Double> rates = new ArrayList<>();
    do {
      rates.addAll(CohortSize.rates(like, ComputeDevice.CPU, List.of(load.together())).values());
    } while (rates.size() < MOST_TIMINGS && System.nanoTime() < half);
    return load.costOfStep() * Collections.max(rates);
  }
}
