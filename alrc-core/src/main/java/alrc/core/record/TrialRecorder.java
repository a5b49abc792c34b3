package alrc.core.record;

import alrc.core.data.BatchSource;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;
import alrc.core.stats.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Makes the result of a trial from what the host reads, step by step. */
public final class TrialRecorder {
  /** How many spikes a result lists at most. */
  static final int WORST_SPIKES = 100;

  private static final Comparator<Spike> BY_EXCESS =
      Comparator.<Spike>comparingDouble(spike -> spike.loss() / spike.limit())
          .thenComparing(Comparator.comparingLong(Spike::iteration).reversed())
          .thenComparing(Comparator.comparing(Spike::exampleId).reversed());

  private final RecordSettings settings;
  private final BatchSource source;
  private final RecordSink sink;
  private final double[] lastErrors;
  private final List<CurvePoint> curve = new ArrayList<>();
  private final PriorityQueue<Spike> worst = new PriorityQueue<>(BY_EXCESS);
  private final List<Score> scores = new ArrayList<>();
  private long iterations;
  private long losses;
  private double clippedLosses;
  private long spikes;
  private double lastSquaredErrors;
  private final Boxcar boxcar = new Boxcar();
  private final Underflow underflow = new Underflow();
  private @Nullable String divergence;

  /**
   * A record of nothing yet.
   *
   * @param source names the examples
   * @param sink receives every iteration
   */
  public TrialRecorder(RecordSettings settings, BatchSource source, RecordSink sink) {
    this.settings = settings;
    this.source = source;
    this.sink = sink;
    this.lastErrors = new double[(int) Math.min(settings.summaryLast(), settings.iterations())];
  }

  /** Records the entries in order, up to the first that is not finite. */
  public void take(List<StepReading> entries) {
    for (StepReading entry : entries) {
      divergence = divergence(entry);
      if (divergence != null) {
        endBox();
        return;
      }
      take(entry);
    }
  }

  private static @Nullable String divergence(StepReading entry) {
    for (float loss : entry.losses) {
      if (!Float.isFinite(loss)) {
        return "loss";
      }
    }
    return Float.isFinite(entry.gradientSum) ? null : "gradient";
  }

  private void take(StepReading entry) {
    iterations++;
    double sum = 0;
    double clipped = 0;
    for (int i = 0; i < entry.losses.length; i++) {
      double loss = entry.losses[i];
      sum += loss;
      double fraction = entry.clipped(i);
      if (fraction > 0) {
        clipped += fraction;
        spike(source.exampleId(entry.examples[i]), loss, entry.limit);
      }
    }
    double mean = sum / entry.losses.length;
    lastErrors[(int) ((iterations - 1) % lastErrors.length)] = mean;
    losses += entry.losses.length;
    clippedLosses += clipped;
    spikes += clipped > 0 ? 1 : 0;
    if (iterations > settings.iterations() - lastErrors.length) {
      lastSquaredErrors += entry.squaredError;
    }
    boxcar.add(entry, mean, clipped);
    if (entry.underflow != null) {
      underflow.add(entry.underflow);
    }
    if (boxcar.steps() == settings.curveBoxcar() || iterations == settings.iterations()) {
      endBox();
    }
    sink.step(new StepRecord(iterations, mean, clipped, entry.rate));
  }

  private void spike(String example, double loss, double limit) {
    worst.add(new Spike(iterations, example, loss, limit));
    if (worst.size() > WORST_SPIKES) {
      worst.remove();
    }
  }

  /** Ends a boxcar; an incomplete one counts only if there is no other. */
  private void endBox() {
    boolean complete = boxcar.steps() == settings.curveBoxcar();
    if (boxcar.steps() > 0 && (complete || curve.isEmpty())) {
      curve.add(boxcar.point(iterations, settings.batch()));
    }
    boxcar.empty();
  }

  /** Records scores after the iterations so far. */
  public void score(List<Score> metrics) {
    scores.addAll(metrics);
  }

  /** The iteration of the last scores; 0 before any. */
  public long scoredAt() {
    return scores.isEmpty() ? 0 : scores.get(scores.size() - 1).iteration();
  }

  /** Whether a loss or a gradient was not finite. */
  public boolean diverged() {
    return divergence != null;
  }

  /** The outcome of the iterations so far. */
  public Outcome outcome() {
    String what = divergence;
    if (what == null) {
      return new Outcome.Completed(result(null));
    }
    return new Outcome.Diverged(result(iterations + 1), iterations + 1, what);
  }

  private TrialResult result(@Nullable Long divergedAt) {
    Summary last = Summary.of(lastErrors);
    boolean complete = divergedAt == null;
    List<Spike> spikeList = worst.stream().sorted(BY_EXCESS.reversed()).toList();
    return new TrialResult(
        complete ? (Double) last.mean() : null,
        complete && last.count() > 1 ? (Double) last.sd() : null,
        complete ? (Double) (lastSquaredErrors / lastErrors.length) : null,
        curve.isEmpty() ? null : (Double) boxMeans().min().orElseThrow(),
        curve.isEmpty() ? null : (Double) curve.get(curve.size() - 1).loss(),
        iterations,
        divergedAt,
        losses == 0 ? 0 : clippedLosses / losses,
        spikes,
        curve,
        spikeList,
        scores,
        underflow.means());
  }

  /** Saves the record so far; the caller must have read the log. */
  public void save(StateWriter out) {
    out.doubles("last-errors", lastErrors);
    out.doubles("sums", sums());
    out.doubles("boxcar", boxcar.saved());
    out.doubles("underflow", underflow.saved());
    out.doubles("curve", RecordTables.ofCurve(curve));
    RecordTables.saveSpikes(out.inside("spikes"), List.copyOf(worst));
    RecordTables.saveScores(out.inside("scores"), scores);
  }

  private double[] sums() {
    return new double[] {iterations, losses, clippedLosses, spikes, lastSquaredErrors};
  }

  /** Restores what {@link #save} saved. */
  public void restore(StateReader in) {
    boxcar.restore(in.doubles("boxcar"));
    underflow.restore(in.doubles("underflow"));
    double[] saved = in.doubles("last-errors");
    System.arraycopy(saved, 0, lastErrors, 0, lastErrors.length);
    double[] sums = in.doubles("sums");
    iterations = (long) sums[0];
    losses = (long) sums[1];
    clippedLosses = sums[2];
    spikes = (long) sums[3];
    lastSquaredErrors = sums[4];
    curve.addAll(curve(in));
    worst.addAll(RecordTables.spikes(in.inside("spikes")));
    scores.addAll(RecordTables.scores(in.inside("scores")));
  }

  /**
   * The learning curve in what {@link #save} saved.
   *
   * @throws alrc.core.state.UnusableStateException if it is not there
   */
  public static List<CurvePoint> curve(StateReader in) {
    return RecordTables.curve(in.doubles("curve"));
  }

  private DoubleStream boxMeans() {
    return curve.stream().mapToDouble(CurvePoint::loss);
  }
}
