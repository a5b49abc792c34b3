package alrc.stem.codec;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The nodes of a YAML text, with their lines; no object is ever made from them by SnakeYAML. */
final class Nodes {
  private static final int LONGEST = 60;

  private Nodes() {}

  /** Returns the one document of a text; JSON is YAML too. */
  static Node compose(String text, String file) {
    try {
      Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (node == null) {
        throw new Place(file, "", 1).error("is empty");
      }
      return node;
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new Place(file, "", line).error("is not valid YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new Place(file, "", 1).error("is not valid YAML: " + e.getMessage());
    }
  }

  /** Returns the entries of a section, in order; a key twice is refused. */
  static Map<String, Node> section(Node node, Place place, String expected) {
    if (!(node instanceof MappingNode mapping)) {
      throw place.error(describe(node) + " must be " + expected);
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw place.error(describe(tuple.getKeyNode()) + " cannot be the name of a field");
      }
      if (entries.put(key.getValue(), tuple.getValueNode()) != null) {
        throw place.field(key.getValue(), key).error("must not be given twice");
      }
    }
    return entries;
  }

  /** Returns the entries of a list. */
  static List<Node> list(Node node, Place place) {
    if (!(node instanceof SequenceNode sequence)) {
      throw place.error(describe(node) + " must be a list");
    }
    return sequence.getValue();
  }

  /** Returns the text of a scalar, written with or without quotation marks. */
  static String text(Node node, Place place, String expected) {
    if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
      throw place.error(describe(node) + " must be " + expected);
    }
    return scalar.getValue();
  }

  /** Returns the text of a scalar without quotation marks: a number, for example. */
  static String plain(Node node, Place place, String expected) {
    if (!(node instanceof ScalarNode scalar) || !scalar.isPlain()) {
      throw place.error(describe(node) + " must be " + expected);
    }
    return text(node, place, expected);
  }

  static boolean isScalar(Node node) {
    return node instanceof ScalarNode;
  }

  /** Says what a node is, for messages. */
  static String describe(Node node) {
    if (node instanceof ScalarNode scalar) {
      String text = scalar.getTag().equals(Tag.NULL) ? "nothing" : scalar.getValue();
      return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "'";
    }
    return node instanceof SequenceNode sequence
        ? "a list of " + sequence.getValue().size()
        : "a section";
  }
}
