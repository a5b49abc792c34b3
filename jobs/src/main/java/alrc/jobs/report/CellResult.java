package alrc.jobs.report;

import alrc.core.stats.Summary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One cell of the grid and the results of its seeds. The unit of replication is the trial.
 *
 * @param cellId the cell's identity
 * @param settings its typed settings, by column name; absent where one does not apply
 * @param planned number of seeds the study asks for
 * @param failed trials whose attempts are spent
 * @param trials summary rows of the finished trials, by column name
 */
public record CellResult(
    String cellId,
    Map<String, Object> settings,
    int planned,
    int failed,
    List<Map<String, Object>> trials) {

  /** Trials that reached their last iteration. */
  public long completed() {
    return trials.stream().filter(trial -> "completed".equals(trial.get("status"))).count();
  }

  /** Trials that ended in a non-finite loss: an outcome, counted and never averaged away. */
  public long diverged() {
    return trials.size() - completed();
  }

  /** Trials neither finished nor given up. */
  public long pending() {
    return (long) planned - trials.size() - failed;
  }

  /** Mean and spread of the completed trials' final errors; empty where none has completed. */
  public Optional<Summary> finalErrors() {
    double[] errors =
        trials.stream()
            .filter(trial -> "completed".equals(trial.get("status")))
            .mapToDouble(trial -> (Double) trial.get("final_mean"))
            .toArray();
    return errors.length == 0 ? Optional.empty() : Optional.of(Summary.of(errors));
  }

  /** Mean fraction of losses that were clipped, over all finished trials. */
  public double clipFraction() {
    return trials.stream()
        .mapToDouble(trial -> (Double) trial.getOrDefault("clip_fraction", 0.0))
        .average()
        .orElse(Double.NaN);
  }
}
