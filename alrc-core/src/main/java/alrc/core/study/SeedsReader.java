package alrc.core.study;

import alrc.settings.Kinds;
import alrc.settings.Limits;
import alrc.settings.Node;
import alrc.settings.Preset;
import alrc.settings.Range;
import alrc.settings.SettingsReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Reads {@code seeds}: a count, a list, a range {@code {from: 10, to: 19}}, or {@code {start: 10,
 * until: decided, at-most: 50}}.
 */
@SuppressWarnings("UnusedMethod") // the reader of settings calls the constructors
final class SeedsReader {
  private static final int MOST = 1_000_000;
  private static final SettingsReader READER = new SettingsReader(new Kinds());

  private SeedsReader() {}

  private record Count(@Range(least = 1, most = MOST) int seeds) {}

  private record One(@Range(least = 0) long seed) {}

  private record FromTo(@Range(least = 0) long from, @Range(least = 0) long to) {
    FromTo {
      Limits.require(
          to >= from && to - from < MOST,
          "to",
          to,
          "must be at least from (" + from + ") and make at most " + MOST + " seeds");
    }
  }

  private enum Until {
    DECIDED
  }

  private record Plan(
      @Range(least = 1, most = MOST) int start,
      Until until,
      @Range(least = 1, most = MOST) int atMost,
      @Preset("5") @Range(least = 1, most = MOST) int step,
      @Preset("0.05") double level) {
    Plan {
      Limits.require(atMost >= start, "at-most", atMost, "must be at least start (" + start + ")");
      Limits.require(level > 0 && level < 1, "level", level, "must be in (0, 1)");
    }
  }

  /** The seeds of a node. */
  static Seeds read(Node node) {
    if (node instanceof Node.Section section) {
      if (section.fields().containsKey("from")) {
        FromTo range = READER.read(node, FromTo.class);
        return new Seeds.Listed(LongStream.rangeClosed(range.from(), range.to()).boxed().toList());
      }
      Plan plan = READER.read(node, Plan.class);
      return new Seeds.UntilDecided(plan.start(), plan.step(), plan.atMost(), plan.level());
    }
    if (node instanceof Node.Sequence list) {
      return new Seeds.Listed(listed(list));
    }
    return new Seeds.Listed(Seeds.upTo(only("seeds", node, Count.class).seeds()));
  }

  private static <T> T only(String name, Node node, Class<T> type) {
    return READER.read(new Node.Section(Map.of(name, node), node.place()), type);
  }

  /** What {@link #read} reads. */
  static Map<String, Object> form(Seeds.UntilDecided plan) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("start", plan.start());
    form.put("until", "decided");
    form.put("at-most", plan.atMost());
    form.put("step", plan.step());
    form.put("level", plan.level());
    return form;
  }

  private static List<Long> listed(Node.Sequence list) {
    List<Long> seeds = new ArrayList<>();
    Set<Long> known = new HashSet<>();
    for (Node entry : list.entries()) {
      long seed = only("seed", entry, One.class).seed();
      if (!known.add(seed)) {
        throw entry.place().mistake(seed + " must not be given twice");
      }
      seeds.add(seed);
    }
    if (seeds.isEmpty()) {
      throw list.place().mistake("an empty list has no seed; give a count or a list of seeds");
    }
    return seeds;
  }
}
