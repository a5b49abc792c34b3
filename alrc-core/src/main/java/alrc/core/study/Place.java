package alrc.core.study;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Where in a study something stands.
 *
 * @param file name of the study, for messages
 * @param path field path, such as rule.deviations; empty for the whole study
 * @param line counted from 1
 */
record Place(String file, String path, int line) {
  /** The place of a field inside this one. */
  Place field(String name, Node node) {
    return new Place(file, path.isEmpty() ? name : path + "." + name, lineOf(node));
  }

  /**
   * The place of a setting inside this one: at its node, or here where the study is silent about
   * it.
   */
  Place setting(String name, @Nullable Node node) {
    String whole = path.isEmpty() ? name : path + "." + name;
    return new Place(file, whole, node == null ? line : lineOf(node));
  }

  /** The place of an entry of a list. */
  Place entry(int index, Node node) {
    return new Place(file, path + "[" + index + "]", lineOf(node));
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  InvalidStudyException error(String problem) {
    String field = path.isEmpty() ? "" : " " + path + ":";
    return new InvalidStudyException(file + ":" + line + ":" + field + " " + problem);
  }
}
