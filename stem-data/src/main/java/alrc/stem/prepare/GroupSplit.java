package alrc.stem.prepare;

import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gives copies of each other one split. A group of sources that are connected by copies takes the
 * split of what the data set holds of it already; where it holds nothing, the split by content of
 * the member with the lowest SHA-256. What is in the data set never moves: so a new source that is
 * a copy of two sources in different splits is rejected.
 */
public final class GroupSplit {
  private final HashSplit byContent;
  private final LikeSources likeness;
  private final Map<String, Split> settled = new HashMap<>();
  private final Map<String, SourceFacts> assigned = new TreeMap<>();

  private GroupSplit(HashSplit byContent, LikeSources likeness) {
    this.byContent = byContent;
    this.likeness = likeness;
  }

  /**
   * Returns the new sources, each in its split or rejected, by name.
   *
   * @param done splits of the sources that the data set holds
   * @param likeness among the new sources and those that the data set holds
   */
  public static Map<String, SourceFacts> of(
      HashSplit byContent, LikeSources likeness, Map<String, Split> done) {
    GroupSplit splits = new GroupSplit(byContent, likeness);
    splits.settled.putAll(done);
    likeness.groups().forEach(splits::assign);
    return splits.assigned;
  }

  private void assign(List<SourceFacts> group) {
    List<SourceFacts> fresh =
        group.stream()
            .filter(source -> !settled.containsKey(source.source()))
            .sorted(Comparator.comparing(SourceFacts::sha256).thenComparing(SourceFacts::source))
            .toList();
    Set<Split> held = new TreeSet<>();
    for (SourceFacts source : group) {
      Split split = settled.get(source.source());
      if (split != null) {
        held.add(split);
      }
    }
    if (held.size() > 1) {
      between(fresh);
    } else if (!fresh.isEmpty()) {
      Split split = held.isEmpty() ? byContent.of(fresh.get(0).sha256()) : held.iterator().next();
      fresh.forEach(source -> settle(source, split));
    }
  }

  /** Each takes the split of those that it is a copy of, once they have one; or is rejected. */
  private void between(List<SourceFacts> fresh) {
    List<SourceFacts> waiting = new ArrayList<>(fresh);
    while (!waiting.isEmpty()) {
      List<SourceFacts> next = new ArrayList<>();
      for (SourceFacts source : waiting) {
        Map<Split, String> around = around(source.source());
        if (around.size() > 1) {
          assigned.put(source.source(), bridge(source, around));
        } else if (around.size() == 1) {
          settle(source, around.keySet().iterator().next());
        } else {
          next.add(source);
        }
      }
      if (next.size() == waiting.size()) {
        // Connected only through what was rejected: they are a group of their own.
        Split split = byContent.of(next.get(0).sha256());
        settle(next.remove(0), split);
      }
      waiting = next;
    }
  }

  private Map<Split, String> around(String source) {
    Map<Split, String> around = new TreeMap<>();
    for (String other : likeness.like(source)) {
      Split split = settled.get(other);
      if (split != null) {
        around.putIfAbsent(split, other);
      }
    }
    return around;
  }

  private static SourceFacts bridge(SourceFacts source, Map<Split, String> around) {
    List<String> others = new ArrayList<>();
    around.forEach((split, other) -> others.add(other + " (" + split.label() + ")"));
    String detail = "is a copy of " + String.join(" and of ", others);
    return source.rejected("split", "bridges-splits", detail);
  }

  private void settle(SourceFacts source, Split split) {
    settled.put(source.source(), split);
    assigned.put(source.source(), source.in(split));
  }
}
