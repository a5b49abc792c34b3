package alrc.jobs.spark;

import alrc.core.study.Cell;
import alrc.core.study.Trial;
import alrc.stem.codec.SettingsJson;

/**
 * One trial on its way to a task.
 *
 * @param study name of the study
 * @param output folder or address of the sweep
 * @param cell the cell's JSON, data path included
 * @param attempt counted from 1
 */
record TrialOrder(
    String study, String output, String cell, long seed, String dataDigest, int attempt) {
  static TrialOrder of(String study, String output, Trial trial, int attempt) {
    return new TrialOrder(
        study, output, trial.cell().json(), trial.seed(), trial.dataDigest(), attempt);
  }

  Trial trial() {
    return new Trial(Cell.fromJson(cell), seed, dataDigest);
  }

  String toJson() {
    return SettingsJson.text(this);
  }

  static TrialOrder fromJson(String json) {
    return SettingsJson.read(json, TrialOrder.class);
  }
}
