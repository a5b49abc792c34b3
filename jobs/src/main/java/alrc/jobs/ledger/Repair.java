package alrc.jobs.ledger;

import alrc.core.study.Trial;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;

/**
 * Sets aside, under another name, the summaries of trials whose record is damaged: they count as
 * missing, and the trials are trained again, bit by bit as before. That makes it needless to wait
 * for a disk after each of a million small files: what a power cut empties is found here.
 */
public final class Repair {
  private static final String TRIAL = "[0-9a-f]{16}";
  private static final String ASIDE = ".set-aside";
  private static final int MOST_LINES = 5;

  private final SweepFolder folder;
  private final Map<String, String> aside = new TreeMap<>();

  /** That of a sweep's output, for the one that holds it, before it trains. */
  public Repair(SweepFolder folder) {
    this.folder = folder;
  }

  /**
   * Looks for what is damaged; says it on standard error.
   *
   * @return what the ledger holds then
   */
  public Recorded of(Recorded recorded, StudyFile study) throws IOException {
    recorded.check();
    for (Map.Entry<String, String> damaged : recorded.unsound().entrySet()) {
      if (damaged.getKey().matches(TRIAL)) {
        aside.put(damaged.getKey(), "is damaged (" + damaged.getValue() + ")");
      }
    }
    Set<String> whole = wholeCurves();
    for (Trial trial : study.asked(recorded).trials()) {
      if (recorded.finished().contains(trial.id()) && !whole.contains(trial.id())) {
        aside.put(trial.id(), "has no curve beside it in curves");
      }
    }
    for (String id : aside.keySet()) {
      String file = folder.summary(id);
      folder.storage().move(file, file + ASIDE);
    }
    recorded.remarks().stream()
        .filter(line -> aside.keySet().stream().noneMatch(line::contains))
        .forEach(System.err::println);
    say();
    return aside.isEmpty() ? recorded : recorded.later();
  }

  /** Trials whose curve is there and not empty. */
  private Set<String> wholeCurves() throws IOException {
    Set<String> whole = new HashSet<>();
    for (FileStatus file : folder.storage().list(folder.curves())) {
      if (file.getLen() > 0) {
        Ledger.idOf(file).ifPresent(whole::add);
      }
    }
    return whole;
  }

  private void say() {
    aside.entrySet().stream()
        .limit(MOST_LINES)
        .forEach(
            one ->
                System.err.printf(
                    "%s: %s; set aside as %s, its trial counts as not done%n",
                    folder.summary(one.getKey()), one.getValue(), ASIDE));
    if (aside.size() > MOST_LINES) {
      System.err.printf("and %d more, set aside likewise%n", aside.size() - MOST_LINES);
    }
  }
}
