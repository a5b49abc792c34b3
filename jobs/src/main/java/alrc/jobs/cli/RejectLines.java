package alrc.jobs.cli;

import alrc.jobs.card.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The reasons of rejects with their counts and an example of each, as lines for people. */
final class RejectLines {
  private static final int LONGEST_DETAIL = 160;

  private RejectLines() {}

  /** Returns the lines, a heading first; none where nothing was rejected. */
  static List<String> of(List<RejectReason> reasons) {
    List<String> lines = new ArrayList<>();
    if (!reasons.isEmpty()) {
      lines.add("rejected:");
    }
    int width = reasons.stream().mapToInt(reason -> reason.reason().length()).max().orElse(0);
    for (RejectReason reason : reasons) {
      String name = reason.reason() + " ".repeat(width - reason.reason().length());
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s  %s; for example %s: %s",
              name,
              counts(reason),
              reason.source(),
              cut(reason.detail())));
    }
    return lines;
  }

  private static String counts(RejectReason reason) {
    List<String> counts = new ArrayList<>();
    add(counts, reason.files(), "file");
    add(counts, reason.images(), "image");
    add(counts, reason.crops(), "crop");
    return String.join(", ", counts);
  }

  private static void add(List<String> counts, long count, String what) {
    if (count > 0) {
      counts.add(count + " " + what + (count == 1 ? "" : "s"));
    }
  }

  private static String cut(String detail) {
    return detail.length() <= LONGEST_DETAIL
        ? detail
        : detail.substring(0, LONGEST_DETAIL - 1).strip() + "…";
  }
}
