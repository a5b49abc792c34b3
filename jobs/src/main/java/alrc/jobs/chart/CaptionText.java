package alrc.jobs.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sentences of a caption. */
final class CaptionText {
  private static final int NAMED = 4;

  private CaptionText() {}

  /** Joins the sentences that are not empty. */
  static String of(String... sentences) {
    return List.of(sentences).stream()
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Such as {@code 1 value} and {@code 3 values}. */
  static String count(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  /** Joins names with commas; of many the first ones and how many follow. */
  static String names(List<String> names) {
    return names.size() <= NAMED + 1
        ? String.join(", ", names)
        : String.format(
            Locale.ROOT,
            "%s and %d others",
            String.join(", ", names.subList(0, NAMED)),
            names.size() - NAMED);
  }
}
