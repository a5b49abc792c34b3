package alrc.jobs.complete;

import alrc.core.stats.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The comparison of a model with the best baseline in one sentence. */
final class ModelVerdict {
  private ModelVerdict() {}

  /**
   * The sentence; empty where there is no truth.
   *
   * @param model what the page calls it
   */
  static Optional<String> of(String model, Group all) {
    Optional<Group.Mean> rmse = all.metric("rmse");
    Optional<Group.Mean> other = all.mean(Scored::baselineRmse);
    Optional<Group.Mean> difference = all.mean(Group::difference);
    if (rmse.isEmpty() || other.isEmpty() || difference.isEmpty()) {
      return rmse.map(
          mean ->
              String.format(
                  Locale.ROOT, "The mean RMSE is %.4f; no baseline was tried.", mean.value()));
    }
    String interval =
        difference
            .get()
            .interval()
            .map(
                ends ->
                    String.format(
                        Locale.ROOT,
                        " (95 %% interval over %s %.4f to %.4f)",
                        units(difference.get()),
                        ends.low(),
                        ends.high()))
            .orElse("");
    return Optional.of(
        String.format(
                Locale.ROOT,
                "The mean RMSE is %.4f; that of the best baseline of each image (%s) is %.4f. The"
                    + " difference is %.4f%s: %s %s.",
                rmse.get().value(),
                names(all),
                other.get().value(),
                difference.get().value(),
                interval,
                model,
                words(difference.get(), all.better()))
            .replace(" -", " \u2212"));
  }

  /** Names the baselines that were tried, the best on average first. */
  private static String names(Group all) {
    List<String> names = List.copyOf(all.baselines().keySet());
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static String units(Group.Mean mean) {
    return mean.sources() > 1 ? mean.sources() + " sources" : "images";
  }

  private static String words(Group.Mean difference, long better) {
    String count =
        String.format(Locale.ROOT, " (better in %d of %d images)", better, difference.images());
    if (difference.interval().isEmpty()) {
      return "cannot be compared with the baselines on one image" + count;
    }
    String these = " on these " + (difference.sources() > 1 ? "sources" : "images") + count;
    Interval interval = difference.interval().get();
    if (interval.high() < 0) {
      return "is better on average" + these;
    }
    return (interval.low() > 0
            ? "is worse on average"
            : "is not distinguishable from the baselines")
        + these;
  }
}
