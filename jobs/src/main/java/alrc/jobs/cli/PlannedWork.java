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
 * @param counts of the trials
 * @param attempts after which a trial is given up
 */
record PlannedWork(
    Map<Cell, Integer> asked, Map<Cell, Integer> pending, SweepCounts counts, int attempts) {

  /** Without an output: the first seeds of every cell. */
  static PlannedWork ofAll(Study study) {
    Map<Cell, Integer> asked = new LinkedHashMap<>();
    study.cells().forEach(cell -> asked.put(cell, study.seeds().first().size()));
    int trials = asked.values().stream().mapToInt(Integer::intValue).sum();
    SweepCounts none = new SweepCounts(trials, 0, 0, 0, trials, 0);
    return new PlannedWork(asked, asked, none, SweepCounts.ATTEMPTS);
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
    return new PlannedWork(asked, pending, counts, attempts);
  }

  /** Recorded trials. */
  int done() {
    return counts.completed() + counts.diverged();
  }

  static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** Such as {@code 2 cells × 3 seeds = 6 trials, 4 done}. */
  @Override
  public String toString() {
    int cells = asked.size();
    long numbers = asked.values().stream().distinct().count();
    String trials = counted(counts.trials(), "trial");
    String size =
        numbers == 1
            ? counted(cells, "cell")
                + " × "
                + counted(counts.trials() / cells, "seed")
                + " = "
                + trials
            : counted(cells, "cell") + ", " + trials + " so far";
    String lost =
        counts.failed() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", %d given up after %d attempts (sweep --attempts %d tries again)",
                counts.failed(),
                attempts,
                attempts + 1);
    return String.format(Locale.ROOT, "%s, %d done%s", size, done(), lost);
  }
}
