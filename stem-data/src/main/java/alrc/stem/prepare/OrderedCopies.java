package alrc.stem.prepare;

import alrc.stem.dataset.OrderedSplit;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Splits by the order of the files without letting copies straddle. The order alone says which
 * split a source would be in; one that is a copy of a source in another split, of an earlier file
 * or of one in the data set, is rejected. So copies are in one split, or one of them is used.
 */
public final class OrderedCopies {
  private OrderedCopies() {}

  /**
   * Returns the new sources, each in its split or rejected, by name.
   *
   * @param order of all files
   * @param likeness among the new sources and those in the data set
   * @param done splits of the sources in the data set
   * @param examined the new sources; those that are rejected are left out
   */
  public static Map<String, SourceFacts> of(
      OrderedSplit order,
      LikeSources likeness,
      Map<String, Split> done,
      Collection<SourceFacts> examined) {
    Map<String, SourceFacts> usable = new HashMap<>();
    examined.stream().filter(s -> !s.isRejected()).forEach(s -> usable.put(s.source(), s));
    SettledSplits settled = new SettledSplits(likeness, done);
    Map<String, SourceFacts> placed = new TreeMap<>();
    for (String name : order.sources()) {
      if (usable.containsKey(name)) {
        SourceFacts source = Objects.requireNonNull(usable.get(name));
        Split split = order.of(name);
        Map<Split, String> elsewhere = settled.around(name);
        elsewhere.remove(split);
        if (elsewhere.isEmpty()) {
          settled.settle(name, split);
          placed.put(name, source.in(split));
        } else {
          String here = "; its place in the order of the files is in " + split.label();
          placed.put(name, SettledSplits.bridge(source, elsewhere, here));
        }
      }
    }
    return placed;
  }
}
