package alrc.jobs.replay;

import alrc.core.study.Cell;
import alrc.core.study.Trial;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.StudyFile;
import alrc.settings.RecordJson;
import alrc.settings.UserMistake;
import alrc.settings.Words;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A trial with its record in a sweep's ledger.
 *
 * @param trial with the place of its data
 * @param entry its summary, curve and clipped losses
 */
public record RecordedTrial(Trial trial, Ledger.Entry entry) {
  private static final String DATA = "data";

  /**
   * Finds a trial.
   *
   * @param name its id, or a beginning of it that no other trial has
   * @throws UserMistake where there is no such trial, several, or one without a record
   */
  public static RecordedTrial find(Ledger ledger, String sweep, String name) throws IOException {
    StudyFile study = ledger.study();
    String id = id(ledger, study, sweep, name);
    Ledger.Entry entry = ledger.entry(id);
    Map<String, Object> summary = entry.summary();
    String digest = String.valueOf(summary.get("data_digest"));
    Trial trial = new Trial(cell(study, summary, digest), seed(summary), digest);
    if (!trial.id().equals(id)) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "TRIAL %s: is recorded in %s with settings that this version (%s) reads otherwise",
              id,
              sweep,
              summary.get("code_version")));
    }
    return new RecordedTrial(trial, entry);
  }

  private static String id(Ledger ledger, StudyFile study, String sweep, String name)
      throws IOException {
    Recorded recorded = ledger.recorded();
    Set<String> finished = recorded.finished();
    List<String> meant =
        name.isEmpty() ? List.of() : finished.stream().filter(id -> id.startsWith(name)).toList();
    if (meant.size() == 1) {
      return meant.get(0);
    }
    if (meant.size() > 1) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "TRIAL %s: begins the ids of %d trials of %s, such as %s and %s; give more of it",
              name,
              meant.size(),
              sweep,
              meant.get(0),
              meant.get(1)));
    }
    if (study.asked(recorded).trials().stream().anyMatch(trial -> trial.id().equals(name))) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "TRIAL %s: has no record in %s yet; only a finished trial is replayed",
              name,
              sweep));
    }
    String near =
        Words.nearest(name, finished)
            .map(id -> "did you mean '" + id + "'?")
            .orElse("it contains " + finished.size() + ", named in its table.parquet");
    throw new UserMistake(
        String.format(Locale.ROOT, "TRIAL %s: is no trial of %s; %s", name, sweep, near));
  }

  private static long seed(Map<String, Object> summary) {
    return (Long) Objects.requireNonNull(summary.get("seed"));
  }

  /**
   * The cell of a row, which does not say where its data lie: a cell of the study as it is now does
   * that, even for a cell that was removed from it.
   */
  private static Cell cell(StudyFile study, Map<String, Object> summary, String digest) {
    Object id = summary.get("cell_id");
    List<Cell> cells = study.study().cells();
    for (Cell cell : cells) {
      if (cell.id().equals(id)) {
        return cell;
      }
    }
    ObjectNode config = (ObjectNode) RecordJson.parse(String.valueOf(summary.get("config")));
    for (Cell other : cells) {
      JsonNode data = RecordJson.parse(other.json()).get(DATA);
      Cell cell = Cell.fromJson(config.deepCopy().set(DATA, data).toString());
      if (cell.id().equals(id) && digest.equals(study.dataDigests().get(other.id()))) {
        return cell;
      }
    }
    throw new UserMistake(
        String.format(
            Locale.ROOT,
            "TRIAL %s: its cell was removed from the study, and no other has its data; put it back",
            summary.get("trial_id")));
  }
}
