package alrc.stem.codec;

import org.yaml.snakeyaml.nodes.Node;

/**
 * Where in a file of settings something stands.
 *
 * @param file its name, for messages
 * @param path of the field, such as {@code steps[2].choice}; empty for the whole file
 * @param line counted from 1
 */
record Place(String file, String path, int line) {
  Place field(String name, Node node) {
    return new Place(file, path.isEmpty() ? name : path + "." + name, lineOf(node));
  }

  Place entry(int index, Node node) {
    return new Place(file, path + "[" + index + "]", lineOf(node));
  }

  InvalidSettingException error(String problem) {
    return InvalidSettingException.at(this, problem);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
