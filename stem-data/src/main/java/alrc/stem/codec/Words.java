package alrc.stem.codec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The words of files of settings. */
final class Words {
  private Words() {}

  /** Turns {@code whenBlank} into {@code when-blank}. */
  static String ofComponent(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Turns the constant {@code NEARLY_SO} into {@code nearly-so}. */
  static String ofConstant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Asks whether a near word was meant, or lists what is known. */
  static String suggestion(String word, Collection<String> known) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(wanted, candidate)))
        .filter(nearest -> distance(wanted, nearest) <= Math.max(1, nearest.length() / 3))
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElse(known.isEmpty() ? "no field may stand here" : "known: " + String.join(", ", known));
  }

  /** Insertions, deletions and substitutions from one word to the other (Levenshtein). */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
