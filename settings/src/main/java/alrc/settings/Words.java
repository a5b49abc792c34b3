package alrc.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The words of files of settings: names in kebab case, and near ones for misspelt ones. */
public final class Words {
  private Words() {}

  /** Turns {@code whenBlank} into {@code when-blank}. */
  public static String ofComponent(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Turns the constant {@code NEARLY_SO} into {@code nearly-so}. */
  public static String ofConstant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Asks whether a near word was meant, or lists what is known. */
  public static String suggestion(String word, Collection<String> known) {
    return nearest(word, known)
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElse(
            known.isEmpty() ? "no field is allowed here" : "known: " + String.join(", ", known));
  }

  /** How a rule that lists all words goes on: with the nearest one, where one is near. */
  static String orNearest(String word, Collection<String> known) {
    return nearest(word, known).map(nearest -> "; did you mean '" + nearest + "'?").orElse("");
  }

  /** The known word that is nearest, where one is near. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String wanted = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance.apply(wanted, candidate)))
        .filter(nearest -> distance.apply(wanted, nearest) <= Math.max(1, nearest.length() / 3));
  }
}
