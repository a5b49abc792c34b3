package alrc.jobs.results;

import alrc.core.data.DataSpec;
import alrc.core.study.Cell;
import alrc.core.study.SeedPlan;
import alrc.core.study.Study;
import alrc.jobs.ledger.FailedTime;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.StudyFile;
import alrc.settings.CanonicalJson;
import alrc.settings.SettingsWriter.Form;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where results were read, and what is known beside them.
 *
 * @param address the output's folder
 * @param name by which a report about several outputs distinguishes it; empty for the only one
 * @param data what the trials train on, one text per kind with its path
 * @param excluded cells of the grid that the study leaves out
 * @param noLongerAsked recorded trials that the study no longer asks for
 * @param failed attempts without a result, of any trial
 */
public record SweepOutput(
    String address,
    String name,
    List<String> data,
    int excluded,
    int noLongerAsked,
    FailedTime failed) {
  public SweepOutput {
    data = List.copyOf(data);
  }

  /** The facts of one output. */
  static SweepOutput of(String address, StudyFile file, Recorded recorded, SeedPlan.Asked asked) {
    Set<String> unasked = new HashSet<>(recorded.finished());
    asked.trials().forEach(trial -> unasked.remove(trial.id()));
    return new SweepOutput(
        address,
        "",
        data(file.study()),
        file.study().excluded(),
        unasked.size(),
        FailedTime.unread(recorded.failures().values().stream().mapToInt(Integer::intValue).sum()));
  }

  /** Each kind of data with its settings and its path, as JSON. */
  private static List<String> data(Study study) {
    Map<DataSpec, Cell> kinds = new LinkedHashMap<>();
    study.cells().forEach(cell -> kinds.putIfAbsent(cell.data(), cell));
    return kinds.values().stream()
        .map(cell -> CanonicalJson.write(Objects.requireNonNull(cell.tree(Form.WHOLE).get("data"))))
        .toList();
  }

  /** The same under a name. */
  SweepOutput named(String other) {
    return new SweepOutput(address, other, data, excluded, noLongerAsked, failed);
  }

  /** The same with the time of its failed attempts. */
  SweepOutput with(FailedTime time) {
    return new SweepOutput(address, name, data, excluded, noLongerAsked, time);
  }
}
