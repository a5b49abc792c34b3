package alrc.jobs.results;

import alrc.core.stats.CellStatistics;
import alrc.core.stats.FinalErrors;
import alrc.core.stats.MeanError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the grid and the results of its seeds. The unit of replication is the trial. It is no
 * record because it keeps its errors and their means, which a report asks for many times.
 */
public final class CellResult {
  /** The setting that names a cell's output where a report is about several. */
  public static final String OUTPUT = "output";

  private static final String FINAL = "final_mean";
  private static final int UNKNOWN = -1;

  private final String cellId;
  private final Map<String, Object> settings;
  private final int planned;
  private final int failed;
  private final List<Map<String, Object>> trials;
  private final TrialFiles files;
  private final Map<String, FinalErrors> errors = new ConcurrentHashMap<>(); // by column
  private final Map<String, MeanError> means = new ConcurrentHashMap<>(); // by column
  private int completed = UNKNOWN; // made when first asked for; every thread makes the same

  /**
   * A cell.
   *
   * @param cellId the cell's identity
   * @param settings its typed settings, by column name; absent where one does not apply
   * @param planned number of seeds the study asks for
   * @param failed trials whose attempts are spent
   * @param trials summary rows of the finished trials, by column name
   * @param files what else is recorded of them
   */
  public CellResult(
      String cellId,
      Map<String, Object> settings,
      int planned,
      int failed,
      List<Map<String, Object>> trials,
      TrialFiles files) {
    this.cellId = cellId;
    this.settings = settings;
    this.planned = planned;
    this.failed = failed;
    this.trials = trials;
    this.files = files;
  }

  /** A cell of which only the summaries are known. */
  public CellResult(
      String cellId,
      Map<String, Object> settings,
      int planned,
      int failed,
      List<Map<String, Object>> trials) {
    this(cellId, settings, planned, failed, trials, TrialFiles.NONE);
  }

  /** The cell's identity. */
  public String cellId() {
    return cellId;
  }

  /** Its typed settings, by column name; absent where one does not apply. */
  public Map<String, Object> settings() {
    return settings;
  }

  /** The number of seeds the study asks for. */
  public int planned() {
    return planned;
  }

  /** How many trials have spent their attempts. */
  public int failed() {
    return failed;
  }

  /** The summary rows of the finished trials, by column name. */
  public List<Map<String, Object>> trials() {
    return trials;
  }

  /** What else is recorded of them. */
  public TrialFiles files() {
    return files;
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
    int known = completed;
    if (known == UNKNOWN) {
      known = (int) trials.stream().filter(CellResult::hasCompleted).count();
      completed = known;
    }
    return known;
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
    return errors(FINAL);
  }

  /**
   * Another error of the finished trials by seed.
   *
   * @param column of their summaries; a completed trial without it is left out
   * @return +∞ for a diverged trial
   */
  public FinalErrors errors(String column) {
    return errors.computeIfAbsent(column, this::read);
  }

  private FinalErrors read(String column) {
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
    return means.computeIfAbsent(column, this::made);
  }

  private MeanError made(String column) {
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

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof CellResult cell
            && cellId.equals(cell.cellId)
            && planned == cell.planned
            && failed == cell.failed
            && settings.equals(cell.settings)
            && trials.equals(cell.trials)
            && files.equals(cell.files));
  }

  @Override
  public int hashCode() {
    return Objects.hash(cellId, planned, failed, trials.size());
  }

  @Override
  public String toString() {
    return cellId + " " + settings;
  }

  /** Whether a trial reached its last iteration. */
  public static boolean hasCompleted(Map<String, Object> trial) {
    return "completed".equals(trial.get("status"));
  }
}
