package alrc.core.study;

import alrc.core.codec.Field;
import alrc.core.codec.FieldType;
import alrc.core.codec.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads {@code seeds}: a count, a list, a range {@code {from: 10, to: 19}}, or {@code {start: 10,
 * until: decided, at-most: 50}}.
 */
final class SeedsReader {
  private static final int MOST = 1_000_000;
  private static final FieldType.Whole SEED = new FieldType.Whole(0, Long.MAX_VALUE);
  private static final FieldType.Whole COUNT = new FieldType.Whole(1, MOST);
  private static final String START = "start";
  private static final String UNTIL = "until";
  private static final String AT_MOST = "at-most";
  private static final String STEP = "step";
  private static final String LEVEL = "level";
  private static final List<Field> RANGE =
      List.of(Field.required("from", SEED), Field.required("to", SEED));
  private static final List<Field> UNTIL_DECIDED =
      List.of(
          Field.required(START, COUNT),
          Field.required(UNTIL, new FieldType.Word(List.of("decided"), List.of())),
          Field.required(AT_MOST, COUNT),
          Field.preset(STEP, COUNT, 5L),
          Field.number(LEVEL, 0.05));

  private SeedsReader() {}

  /**
   * The seeds of a node.
   *
   * @param node null where the study is silent
   * @param place of the study
   */
  static Seeds read(@Nullable Node node, Place place) {
    if (node == null) {
      return new Seeds.Listed(Seeds.upTo(Study.PRESET_SEEDS));
    }
    Place at = place.field("seeds", node);
    if (Nodes.isSection(node)) {
      Map<String, Node> entries = Nodes.mapping(node, at, "");
      return entries.containsKey("from") ? range(entries, at) : untilDecided(entries, at);
    }
    if (Nodes.isList(node)) {
      return new Seeds.Listed(list(node, at));
    }
    return new Seeds.Listed(Seeds.upTo(Math.toIntExact((Long) ValueReader.value(node, COUNT, at))));
  }

  private static Seeds range(Map<String, Node> entries, Place at) {
    Values range = one(entries, RANGE, at);
    long from = range.whole("from");
    long to = range.whole("to");
    if (to < from || to - from >= MOST) {
      throw at.setting("to", entries.get("to"))
          .error(to + " must be at least from (" + from + ") and make at most " + MOST + " seeds");
    }
    return new Seeds.Listed(LongStream.rangeClosed(from, to).boxed().toList());
  }

  private static Seeds untilDecided(Map<String, Node> entries, Place at) {
    Values plan = one(entries, UNTIL_DECIDED, at);
    long start = plan.whole(START);
    long most = plan.whole(AT_MOST);
    double level = plan.number(LEVEL);
    if (most < start) {
      throw at.setting(AT_MOST, entries.get(AT_MOST))
          .error(most + " must be at least start (" + start + ")");
    }
    if (!(level > 0 && level < 1)) {
      throw at.setting(LEVEL, entries.get(LEVEL)).error(level + " must be in (0, 1)");
    }
    return new Seeds.UntilDecided((int) start, (int) plan.whole(STEP), (int) most, level);
  }

  private static Values one(Map<String, Node> entries, List<Field> fields, Place at) {
    List<Map<String, Object>> found = ValueReader.section(entries, fields, at);
    if (found.size() != 1) {
      throw at.error("is no axis; each of its fields must be one value");
    }
    return Values.of(found.get(0));
  }

  /** What {@link #read} reads. */
  static Map<String, Object> form(Seeds.UntilDecided plan) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put(START, plan.start());
    form.put(UNTIL, "decided");
    form.put(AT_MOST, plan.atMost());
    form.put(STEP, plan.step());
    form.put(LEVEL, plan.level());
    return form;
  }

  private static List<Long> list(Node node, Place at) {
    List<Long> seeds = new ArrayList<>();
    Set<Long> known = new HashSet<>();
    for (Node entry : Nodes.entries(node)) {
      Place here = at.entry(seeds.size(), entry);
      Long seed = (Long) ValueReader.value(entry, SEED, here);
      if (!known.add(seed)) {
        throw here.error(seed + " must not be given twice");
      }
      seeds.add(seed);
    }
    if (seeds.isEmpty()) {
      throw at.error("an empty list has no seed; give a count or a list of seeds");
    }
    return seeds;
  }
}
