package alrc.jobs.spark.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeSet;

/** Where two settings first differ, for a message. */
final class SettingsDifference {
  private static final int MOST_CHARACTERS = 60;

  private SettingsDifference() {}

  /**
   * Returns the first difference, such as {@code crop.side: 256, not 512}.
   *
   * @param path of the two in their settings; empty for the settings themselves
   */
  static Optional<String> first(String path, JsonNode there, JsonNode asked) {
    if (there.equals(asked)) {
      return Optional.empty();
    }
    if (there.isObject() && asked.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      there.fieldNames().forEachRemaining(names::add);
      asked.fieldNames().forEachRemaining(names::add);
      Iterator<Optional<String>> each =
          names.stream()
              .map(
                  name ->
                      first(
                          path.isEmpty() ? name : path + "." + name,
                          there.path(name),
                          asked.path(name)))
              .filter(Optional::isPresent)
              .iterator();
      return each.next();
    }
    if (there.isArray() && there.size() == asked.size()) {
      for (int i = 0; i < there.size(); i++) {
        Optional<String> found = first(path + "[" + i + "]", there.get(i), asked.get(i));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.of(path + ": " + text(there) + ", not " + text(asked));
  }

  private static String text(JsonNode node) {
    String text = node.isMissingNode() ? "its default" : node.toString();
    return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
  }
}
