package alrc.stem.prepare;

import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The splits that sources have, and which of them a further source is a copy of. */
final class SettledSplits {
  private final LikeSources likeness;
  private final Map<String, Split> splits;

  SettledSplits(LikeSources likeness, Map<String, Split> done) {
    this.likeness = likeness;
    this.splits = new HashMap<>(done);
  }

  Optional<Split> of(String source) {
    return Optional.ofNullable(splits.get(source));
  }

  void settle(String source, Split split) {
    splits.put(source, split);
  }

  /** Returns the splits that copies of a source are in, each with the first of them by name. */
  Map<Split, String> around(String source) {
    Map<Split, String> around = new TreeMap<>();
    for (String other : likeness.like(source)) {
      of(other).ifPresent(split -> around.putIfAbsent(split, other));
    }
    return around;
  }

  /** Rejects a source that cannot be in the splits of all that it is a copy of. */
  static SourceFacts bridge(SourceFacts source, Map<Split, String> around, String besides) {
    List<String> others = new ArrayList<>();
    around.forEach((split, other) -> others.add(other + " (" + split.label() + ")"));
    String detail = "is a copy of " + String.join(" and of ", others) + besides;
    return source.rejected("split", "bridges-splits", detail);
  }
}
