package alrc.core.study;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that a misspelt one was probably meant to be. */
public final class Suggestion {
  private Suggestion() {}

  /** A sentence that lists what is known and, where one is near, asks whether it was meant. */
  static String among(String word, Collection<String> known) {
    return nearest(word, known)
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElse("known: " + String.join(", ", known));
  }

  /** The known word that is nearest, where one is near. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(wanted, candidate)))
        .filter(nearest -> distance(wanted, nearest) <= Math.max(1, nearest.length() / 3));
  }

  /** Insertions, deletions and substitutions that lead from one word to the other (Levenshtein). */
  static int distance(String a, String b) {
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
