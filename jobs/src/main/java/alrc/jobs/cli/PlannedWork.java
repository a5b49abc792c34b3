package alrc.jobs.cli;

import alrc.core.study.Cell;
import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.jobs.data.BatchSources;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a sweep is asked for, and what of it is left.
 *
 * @param asked how many trials of each cell
 * @param pending those of them that are neither recorded nor given up
 * @param done recorded trials
 * @param failed trials whose attempts are spent
 * @param attempts after which that is so
 */
record PlannedWork(
    Map<Cell, Integer> asked, Map<Cell, Integer> pending, int done, int failed, int attempts) {

  /** Without an output: the first seeds of every cell. */
  static PlannedWork ofAll(Study study) {
    Map<Cell, Integer> asked = new LinkedHashMap<>();
    study.cells().forEach(cell -> asked.put(cell, study.seeds().first().size()));
    return new PlannedWork(asked, asked, 0, 0, SweepCounts.ATTEMPTS);
  }

  /** With what an output contains already. */
  static PlannedWork in(Storage storage, Study study, String output) throws IOException {
    Ledger ledger = new Ledger(new SweepFolder(storage, output));
    int attempts = ledger.hasStudy() ? ledger.study().attempts() : SweepCounts.ATTEMPTS;
    Recorded recorded = ledger.sound();
    List<Trial> first = study.trials(data -> BatchSources.digest(storage, data));
    List<Trial> trials = StudyFile.of(study, first, attempts).asked(recorded).trials();
    SweepCounts counts = SweepCounts.of(recorded, trials, attempts);
    Map<Cell, Integer> asked = new LinkedHashMap<>();
    Map<Cell, Integer> pending = new LinkedHashMap<>();
    for (Trial trial : trials) {
      asked.merge(trial.cell(), 1, Integer::sum);
      int left = recorded.isPending(trial.id(), attempts) ? 1 : 0;
      pending.merge(trial.cell(), left, Integer::sum);
    }
    int done = counts.completed() + counts.diverged();
    return new PlannedWork(asked, pending, done, counts.failed(), attempts);
  }

  int trials() {
    return asked.values().stream().mapToInt(Integer::intValue).sum();
  }

  boolean isPending() {
    return trials() > done + failed;
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** Such as {@code 2 cells × 3 seeds = 6 trials, 4 done}. */
  @Override
  public String toString() {
    int cells = asked.size();
    long counts = asked.values().stream().distinct().count();
    String trials = counted(trials(), "trial");
    String size =
        counts == 1
            ? counted(cells, "cell") + " × " + counted(trials() / cells, "seed") + " = " + trials
            : counted(cells, "cell") + ", " + trials + " so far";
    String lost =
        failed == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", %d given up after %d attempts (sweep --attempts %d tries again)",
                failed,
                attempts,
                attempts + 1);
    return String.format(Locale.ROOT, "%s, %d done%s", size, done, lost);
  }
}
