package alrc.stem.prepare;

import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gives copies of each other one split. A group of sources that are connected by copies takes the
 * split of its sources in the data set; if there are none, the split by content of the member with
 * the lowest SHA-256. What is in the data set never moves: so a new source that is a copy of two
 * sources in different splits is rejected.
 *
 * <p>The result does not depend on the order in which sources come. It does depend, for copies, on
 * what was written before: a group that came in parts is where its first part is, which need not be
 * where the whole group goes in a fresh data set. A source without copies is always where its own
 * content puts it.
 */
public final class GroupSplit {
  private final HashSplit byContent;
  private final SettledSplits settled;
  private final Map<String, SourceFacts> assigned = new TreeMap<>();

  private GroupSplit(HashSplit byContent, SettledSplits settled) {
    this.byContent = byContent;
    this.settled = settled;
  }

  /**
   * Returns the new sources, each in its split or rejected, by name.
   *
   * @param done splits of the sources in the data set
   * @param likeness among the new sources and those in the data set
   */
  public static Map<String, SourceFacts> of(
      HashSplit byContent, LikeSources likeness, Map<String, Split> done) {
    GroupSplit splits = new GroupSplit(byContent, new SettledSplits(likeness, done));
    likeness.groups().forEach(splits::assign);
    return splits.assigned;
  }

  private void assign(List<SourceFacts> group) {
    List<SourceFacts> fresh =
        group.stream()
            .filter(source -> settled.of(source.source()).isEmpty())
            .sorted(Comparator.comparing(SourceFacts::sha256).thenComparing(SourceFacts::source))
            .toList();
    Set<Split> held = new TreeSet<>();
    for (SourceFacts source : group) {
      settled.of(source.source()).ifPresent(held::add);
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
        Map<Split, String> around = settled.around(source.source());
        if (around.size() > 1) {
          assigned.put(source.source(), SettledSplits.bridge(source, around, ""));
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

  private void settle(SourceFacts source, Split split) {
    settled.settle(source.source(), split);
    assigned.put(source.source(), source.in(split));
  }
}
