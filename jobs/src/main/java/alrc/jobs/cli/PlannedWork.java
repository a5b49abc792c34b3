package alrc.jobs.cli;

import alrc.core.study.Cell;
import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.core.study.Twins;
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
import java.util.function.Predicate;

/**
 * What a sweep is asked for, and what of it is left.
 *
 * @param asked how many trials of each cell
 * @param all how many of them are trained, as some take the result of another
 * @param pending how many of these are neither recorded nor given up
 * @param counts of the trials
 * @param twins the trials, by those whose results are bit-identical
 * @param attempts after which a trial is given up
 */
record PlannedWork(
    Map<Cell, Integer> asked,
    Map<Cell, Integer> all,
    Map<Cell, Integer> pending,
    SweepCounts counts,
    Twins twins,
    int attempts) {

  /** Without an output: the first seeds of every cell. */
  static PlannedWork ofAll(Study study) {
    List<Trial> trials = study.trials(data -> "");
    SweepCounts counts = new SweepCounts(trials.size(), 0, 0, 0, trials.size(), 0);
    return of(trials, trial -> true, trial -> false, counts, SweepCounts.ATTEMPTS);
  }

  /** With what an output contains already. */
  static PlannedWork in(Storage storage, Study study, String output) throws IOException {
    Ledger ledger = new Ledger(new SweepFolder(storage, output));
    int attempts = ledger.hasStudy() ? ledger.study().attempts() : SweepCounts.ATTEMPTS;
    Recorded recorded = ledger.sound();
    List<Trial> first = study.trials(data -> BatchSources.digest(storage, data));
    List<Trial> trials = StudyFile.of(study, first, attempts).asked(recorded).trials();
    SweepCounts counts = SweepCounts.of(recorded, trials, attempts);
    Predicate<Trial> pending = trial -> recorded.isPending(trial.id(), attempts);
    return of(trials, pending, recorded::holds, counts, attempts);
  }

  private static PlannedWork of(
      List<Trial> trials,
      Predicate<Trial> pending,
      Predicate<Trial> recorded,
      SweepCounts counts,
      int attempts) {
    Twins twins = new Twins(trials);
    List<Trial> all = twins.toTrain(trial -> true, trial -> false);
    List<Trial> left = twins.toTrain(pending, recorded);
    return new PlannedWork(byCell(trials), byCell(all), byCell(left), counts, twins, attempts);
  }

  private static Map<Cell, Integer> byCell(List<Trial> trials) {
    Map<Cell, Integer> counts = new LinkedHashMap<>();
    trials.forEach(trial -> counts.merge(trial.cell(), 1, Integer::sum));
    return counts;
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
