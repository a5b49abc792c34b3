package alrc.jobs.spark.sweep;

import alrc.core.study.Cell;
import alrc.core.study.Trial;
import alrc.settings.RecordJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One trial of a task.
 *
 * @param study name of the study
 * @param output folder or address of the sweep
 * @param cell the cell's JSON, data path included
 * @param attempt counted from 1
 * @param suspect whether a process crashed while it trained the trial: it is trained alone first
 */
record TrialOrder(
    String study,
    String output,
    String cell,
    long seed,
    String dataDigest,
    int attempt,
    boolean suspect) {
  /** Trials of one cell come by the hundred: each is read once in a process. */
  private static final Map<String, Cell> READ_CELLS = Collections.synchronizedMap(new Latest());

  static TrialOrder of(String study, String output, Trial trial) {
    return new TrialOrder(
        study, output, trial.cell().json(), trial.seed(), trial.dataDigest(), 1, false);
  }

  /** The same trial in its present state. */
  TrialOrder after(Standings standings) {
    String id = trial().id();
    return new TrialOrder(
        study,
        output,
        cell,
        seed,
        dataDigest,
        standings.nextAttempt(id),
        standings.suspects().contains(id));
  }

  /** The same trial, no longer suspected. */
  TrialOrder cleared() {
    return new TrialOrder(study, output, cell, seed, dataDigest, attempt, false);
  }

  Trial trial() {
    return new Trial(READ_CELLS.computeIfAbsent(cell, Cell::fromJson), seed, dataDigest);
  }

  String toJson() {
    return RecordJson.text(this);
  }

  static TrialOrder fromJson(String json) {
    return RecordJson.read(json, TrialOrder.class);
  }

  private static final class Latest extends LinkedHashMap<String, Cell> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 256;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Cell> eldest) {
      return size() > MOST;
    }
  }
}
