package alrc.jobs.spark.sweep;

import alrc.core.study.Cell;
import alrc.core.study.Trial;
import alrc.settings.RecordJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One trial of a task.
 *
 * @param study name of the study
 * @param output folder or address of the sweep
 * @param cell the cell's JSON, data path included
 * @param attempt counted from 1
 * @param twins JSON of cells that are recorded with it, for they differ only in settings that
 *     cannot act
 * @param suspect whether a process crashed while it trained the trial: it is trained alone first
 */
record TrialOrder(
    String study,
    String output,
    String cell,
    long seed,
    String dataDigest,
    List<String> twins,
    int attempt,
    boolean suspect) {
  /** Trials of one cell come by the hundred: each is read once in a process. */
  private static final Map<String, Cell> READ_CELLS = Collections.synchronizedMap(new Latest());

  TrialOrder {
    twins = List.copyOf(twins);
  }

  static TrialOrder of(String study, String output, Trial trial, List<Trial> twins) {
    return new TrialOrder(
        study,
        output,
        trial.cell().json(),
        trial.seed(),
        trial.dataDigest(),
        twins.stream().map(twin -> twin.cell().json()).toList(),
        1,
        false);
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
        twins,
        standings.nextAttempt(id),
        standings.suspects().contains(id));
  }

  /** The same trial, no longer suspected. */
  TrialOrder cleared() {
    return new TrialOrder(study, output, cell, seed, dataDigest, twins, attempt, false);
  }

  Trial trial() {
    return trial(cell);
  }

  private Trial trial(String ofCell) {
    return new Trial(READ_CELLS.computeIfAbsent(ofCell, Cell::fromJson), seed, dataDigest);
  }

  /** The trials that are recorded with it. */
  List<Trial> twinTrials() {
    return twins.stream().map(this::trial).toList();
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
