package alrc.jobs.ledger;

import alrc.core.study.Trial;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;

/**
 * Renames the summaries of trials whose files are damaged: the trials count as pending and are
 * trained again, with bit-identical results. Files need therefore not be synced to the disk one by
 * one: what a power cut empties is detected here.
 */
public final class Repair {
  private static final String TRIAL = "[0-9a-f]{16}";
  private static final String ASIDE = ".set-aside";
  private static final int MOST_LINES = 5;

  private final SweepFolder folder;
  private final Map<String, String> aside = new TreeMap<>();

  /** Only the owner of the output's lock repairs, before it trains. */
  public Repair(SweepFolder folder) {
    this.folder = folder;
  }

  /**
   * Detects and repairs damage, and reports it on standard error.
   *
   * @return the content of the ledger afterwards
   */
  public Recorded of(Recorded recorded, StudyFile study) throws IOException {
    recorded.check();
    for (Map.Entry<String, String> damaged : recorded.invalid().entrySet()) {
      if (damaged.getKey().matches(TRIAL)) {
        aside.put(damaged.getKey(), "is damaged (" + damaged.getValue() + ")");
      }
    }
    Set<String> curves = whole(folder.curves());
    Set<String> evaluations = whole(folder.evaluations());
    Set<String> spikes = whole(folder.spikes());
    for (Trial trial : study.asked(recorded).trials()) {
      if (recorded.holds(trial)) {
        if (!curves.contains(trial.id())) {
          aside.put(trial.id(), "has no curve beside it in curves");
        } else if (!evaluations.contains(trial.id()) && isScored(trial, recorded)) {
          aside.put(trial.id(), "has no scores beside it in evaluations");
        } else if (!spikes.contains(trial.id()) && isClipped(trial, recorded)) {
          aside.put(trial.id(), "has no clipped losses beside it in spikes");
        }
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

  /** Whether a finished trial has scores: one that diverged may have none. */
  private static boolean isScored(Trial trial, Recorded recorded) throws IOException {
    return trial.cell().evaluate() != null
        && recorded.summaries(List.of(trial.id())).stream()
            .anyMatch(row -> "completed".equals(row.get("status")));
  }

  private static boolean isClipped(Trial trial, Recorded recorded) throws IOException {
    return recorded.summaries(List.of(trial.id())).stream().anyMatch(SummaryColumns::clipped);
  }

  /** Trials with a file that is not empty. */
  private Set<String> whole(String table) throws IOException {
    Set<String> whole = new HashSet<>();
    for (FileStatus file : folder.storage().list(table)) {
      if (file.getLen() > 0) {
        SweepFolder.idOf(file).ifPresent(whole::add);
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
                    Locale.ROOT,
                    "%s: %s; renamed to *%s; its trial is trained again%n",
                    folder.summary(one.getKey()),
                    one.getValue(),
                    ASIDE));
    if (aside.size() > MOST_LINES) {
      System.err.printf(Locale.ROOT, "and %d more, renamed likewise%n", aside.size() - MOST_LINES);
    }
  }
}
