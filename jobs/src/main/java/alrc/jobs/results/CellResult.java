package alrc.jobs.results;

import alrc.core.stats.CellStatistics;
import alrc.core.stats.FinalErrors;
import alrc.core.stats.MeanError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One cell of the grid and the results of its seeds. The unit of replication is the trial.
 *
 * @param cellId the cell's identity
 * @param settings its typed settings, by column name; absent where one does not apply
 * @param planned number of seeds the study asks for
 * @param failed trials whose attempts are spent
 * @param trials summary rows of the finished trials, by column name
 * @param files what else is recorded of them
 */
public record CellResult(
    String cellId,
    Map<String, Object> settings,
    int planned,
    int failed,
    List<Map<String, Object>> trials,
    TrialFiles files) {

  /** The setting that names a cell's output where a report is about several. */
  public static final String OUTPUT = "output";

  /** A cell of which only the summaries are known. */
  public CellResult(
      String cellId,
      Map<String, Object> settings,
      int planned,
      int failed,
      List<Map<String, Object>> trials) {
    this(cellId, settings, planned, failed, trials, TrialFiles.NONE);
  }

  /** The same with other settings. */
  public CellResult withSettings(Map<String, Object> other) {
    return new CellResult(cellId, other, planned, failed, trials, files);
  }

  /** Distinguishes the cell from the others of a report, also from those of another output. */
  public String key() {
    Object output = settings.get(OUTPUT);
    return output == null ? cellId : output + "/" + cellId;
  }

  /** Trials that reached their last iteration. */
  public long completed() {
    return trials.stream().filter(CellResult::hasCompleted).count();
  }

  /** Trials that ended in a non-finite loss: an outcome, counted and never averaged away. */
  public long diverged() {
    return trials.size() - completed();
  }

  /** Trials neither finished nor given up. */
  public long pending() {
    return (long) planned - trials.size() - failed;
  }

  /** Final errors of the finished trials by seed; +∞ is a diverged one. */
  public FinalErrors finalErrors() {
    return errors("final_mean");
  }

  /**
   * Another error of the finished trials by seed.
   *
   * @param column of their summaries; a completed trial without it is left out
   * @return +∞ for a diverged trial
   */
  public FinalErrors errors(String column) {
    TreeMap<Long, Double> bySeed = new TreeMap<>();
    for (Map<String, Object> trial : trials) {
      Object error = hasCompleted(trial) ? trial.get(column) : Double.POSITIVE_INFINITY;
      if (error instanceof Double number && !Double.isNaN(number)) {
        bySeed.put((Long) Objects.requireNonNull(trial.get("seed")), number);
      }
    }
    return FinalErrors.of(bySeed);
  }

  /** Mean and spread of the final errors, or why there is no mean. */
  public MeanError mean() {
    return MeanError.of(finalErrors(), Analysis.CONFIDENCE);
  }

  /**
   * Mean and spread of another figure of the trials, or why there is no mean: a trial diverged, or
   * a completed one has no value.
   *
   * @param column of their summaries
   */
  public MeanError mean(String column) {
    FinalErrors known = errors(column);
    int without = trials.size() - known.count();
    return known.diverged() == 0 && without > 0
        ? new MeanError.Incomplete(without, trials.size())
        : MeanError.of(known, Analysis.CONFIDENCE);
  }

  /** All statistics of the final errors. */
  public CellStatistics statistics() {
    return CellStatistics.of(finalErrors(), Analysis.CONFIDENCE, Analysis.BOOTSTRAP);
  }

  /**
   * Clipped losses divided by all losses of the cell. A trial has iterations × batch losses, and
   * the batch is the same for all trials of a cell. Empty before the first loss.
   */
  public OptionalDouble clipFraction() {
    double clipped = 0;
    double all = 0;
    for (Map<String, Object> trial : trials) {
      double iterations = (Long) Objects.requireNonNull(trial.get("iterations_done"));
      clipped += iterations * (Double) trial.getOrDefault("clip_fraction", 0.0);
      all += iterations;
    }
    return all > 0 ? OptionalDouble.of(clipped / all) : OptionalDouble.empty();
  }

  /** Whether a trial reached its last iteration. */
  public static boolean hasCompleted(Map<String, Object> trial) {
    return "completed".equals(trial.get("status"));
  }
}
