package alrc.stem.archive;

import alrc.stem.source.UnreadableImageException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an extended header says of the next member of a tar (POSIX.1-2017, pax: records {@code
 * LENGTH KEY=VALUE\n}).
 */
record PaxFacts(Map<String, String> records) {
  static final PaxFacts NONE = new PaxFacts(Map.of());
  private static final String PATH = "path";
  private static final String SIZE = "size";

  PaxFacts {
    records = Map.copyOf(records);
  }

  /** Returns these with another name. */
  PaxFacts named(String name) {
    Map<String, String> more = new HashMap<>(records);
    more.put(PATH, name);
    return new PaxFacts(more);
  }

  /**
   * Returns these with the records of a header.
   *
   * @param at its offset, for the message
   */
  PaxFacts with(byte[] text, long at) throws UnreadableImageException {
    Map<String, String> more = new HashMap<>(records);
    int start = 0;
    while (start < text.length && text[start] != 0) {
      int space = start;
      while (space < text.length && text[space] != ' ') {
        space++;
      }
      String digits = new String(text, start, space - start, StandardCharsets.UTF_8);
      int length = digits.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(digits) : 0;
      int end = start + length;
      int equals = space;
      while (equals < Math.min(end, text.length) && text[equals] != '=') {
        equals++;
      }
      if (end > text.length || equals >= end || text[end - 1] != '\n') {
        throw UnreadableImageException.corrupt(
            TarMembers.FORMAT, at + start, "a record of an extended header", "other bytes");
      }
      more.put(
          new String(text, space + 1, equals - space - 1, StandardCharsets.UTF_8),
          new String(text, equals + 1, end - equals - 2, StandardCharsets.UTF_8));
      start = end;
    }
    PaxFacts facts = new PaxFacts(more);
    if (more.containsKey(SIZE) && facts.size().isEmpty()) {
      throw UnreadableImageException.corrupt(
          TarMembers.FORMAT, at, "a size of a member", more.get(SIZE));
    }
    return facts;
  }

  Optional<String> name() {
    return Optional.ofNullable(records.get(PATH));
  }

  Optional<Long> size() {
    return Optional.ofNullable(records.get(SIZE))
        .filter(size -> size.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }

  boolean isSparse() {
    return records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
  }
}
