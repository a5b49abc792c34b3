package alrc.stem.prepare;

import alrc.settings.SettingMistake;
import alrc.stem.dataset.SourceFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is done with sources that are copies of others. */
public enum Duplicates {
  /** They are used; they only share a split. */
  KEEP,
  /**
   * Of sources that are copies of each other the first by name is used, or the one that the data
   * set already contains. A source of several frames is dropped if each has a copy elsewhere.
   */
  DROP;

  /** Parses {@code keep} or {@code drop}. */
  public static Duplicates parse(String text) {
    return switch (text) {
      case "keep" -> KEEP;
      case "drop" -> DROP;
      default -> throw new SettingMistake("duplicates", text, "must be keep or drop");
    };
  }

  /** Returns the name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the sources, with the dropped ones rejected.
   *
   * @param sources new ones, by name
   * @param held names of the sources in the data set
   */
  public Map<String, SourceFacts> apply(
      Map<String, SourceFacts> sources, LikeSources likeness, Set<String> held) {
    if (this == KEEP) {
      return sources;
    }
    Set<String> kept = new TreeSet<>(held);
    Map<String, SourceFacts> result = new LinkedHashMap<>();
    sources.forEach(
        (name, source) -> {
          Optional<SourceFacts> dropped =
              source.isRejected() ? Optional.of(source) : dropped(source, likeness, kept);
          if (dropped.isEmpty()) {
            kept.add(name);
          }
          result.put(name, dropped.orElse(source));
        });
    return result;
  }

  private static Optional<SourceFacts> dropped(
      SourceFacts source, LikeSources likeness, Set<String> kept) {
    if (likeness.like(source.source()).stream().noneMatch(kept::contains)) {
      return Optional.empty();
    }
    boolean exact = true;
    Set<String> originals = new TreeSet<>();
    List<Map<String, Boolean>> frames = likeness.copies(source.source());
    for (Map<String, Boolean> copies : frames) {
      copies.keySet().retainAll(kept);
      if (copies.isEmpty()) {
        return Optional.empty();
      }
      exact &= copies.containsValue(true);
      originals.add(copies.keySet().iterator().next());
    }
    String reason = exact ? "duplicate" : "near-duplicate";
    String detail = (exact ? "has the pixels of " : "is a copy of ") + String.join(", ", originals);
    return Optional.of(source.rejected("split", reason, detail));
  }
}
