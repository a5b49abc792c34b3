package alrc.jobs.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;

/**
 * An attempt at a trial that failed, given up or not.
 *
 * @param number of the attempt, from 1
 * @param cause its first line
 */
public record FailedAttempt(String trialId, int number, String cause) {
  private static final Pattern NAME = Pattern.compile("(.+)-a(\\d{1,9})");

  /**
   * The newest ones.
   *
   * @param most at most so many
   */
  public static List<FailedAttempt> newest(SweepFolder folder, int most) throws IOException {
    List<Matcher> names =
        folder.storage().list(folder.failures()).stream()
            .sorted(Comparator.comparingLong(FileStatus::getModificationTime).reversed())
            .map(SweepFolder::idOf)
            .flatMap(Optional::stream)
            .map(NAME::matcher)
            .filter(Matcher::matches)
            .limit(most)
            .toList();
    Ledger ledger = new Ledger(folder);
    List<FailedAttempt> newest = new ArrayList<>();
    for (Matcher name : names) {
      int number = Integer.parseInt(name.group(2));
      newest.add(new FailedAttempt(name.group(1), number, ledger.cause(name.group(1), number)));
    }
    return newest;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "trial %s, attempt %d: %s", trialId, number, cause);
  }
}
