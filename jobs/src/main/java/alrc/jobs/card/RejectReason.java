package alrc.jobs.card;

import alrc.stem.dataset.Reject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was rejected for one reason, with an example of it.
 *
 * @param reason one word
 * @param files whole files
 * @param images single images of files that are used otherwise
 * @param crops single crops
 * @param source the first of them by name
 * @param detail why that one was rejected
 */
public record RejectReason(
    String reason, long files, long images, long crops, String source, String detail) {
  /** The reasons, the most frequent first. */
  public static List<RejectReason> of(List<Reject> rejects) {
    TreeMap<String, RejectReason> reasons = new TreeMap<>();
    rejects.forEach(reject -> count(reasons, reject));
    return sorted(reasons);
  }

  /** Adds a reject to counts by reason. */
  static void count(Map<String, RejectReason> reasons, Reject reject) {
    reasons.merge(reject.reason(), of(reject), RejectReason::and);
  }

  /** The reasons, the most frequent first. */
  static List<RejectReason> sorted(Map<String, RejectReason> reasons) {
    List<RejectReason> sorted = new ArrayList<>(reasons.values());
    sorted.sort(Comparator.comparing(RejectReason::all).reversed());
    return sorted;
  }

  private static RejectReason of(Reject reject) {
    boolean image = !reject.isWholeFile() && !reject.isCrop();
    return new RejectReason(
        reject.reason(),
        reject.isWholeFile() ? 1 : 0,
        image ? 1 : 0,
        reject.isCrop() ? 1 : 0,
        reject.source(),
        reject.detail());
  }

  private RejectReason and(RejectReason other) {
    boolean first = source.compareTo(other.source) <= 0;
    return new RejectReason(
        reason,
        files + other.files,
        images + other.images,
        crops + other.crops,
        first ? source : other.source,
        first ? detail : other.detail);
  }

  private long all() {
    return files + images + crops;
  }
}
