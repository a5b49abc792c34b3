package alrc.core.study;

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

/** The nodes of a YAML text, with their lines; nothing is constructed from them. */
final class Nodes {
  private static final int LONGEST = 60;

  private Nodes() {}

  /** The one document of a text. */
  static Node compose(String yaml, String file) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(Integer.MAX_VALUE); // a canonical study lists every cell
      Node node = new Yaml(options).compose(new StringReader(yaml));
      if (node == null) {
        throw new Place(file, "", 1).error("is empty, expected a study");
      }
      return node;
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new Place(file, "", line).error("is not valid YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new Place(file, "", 1).error("is not valid YAML: " + e.getMessage());
    }
  }

  /** The entries of a mapping, in order; a key twice is refused. */
  static Map<String, Node> mapping(Node node, Place place, String expected) {
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

  /** The text of a scalar, or null if the node is no scalar or says nothing. */
  static boolean isText(Node node) {
    return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL);
  }

  /** The text of a scalar node. */
  static String text(Node node) {
    return ((ScalarNode) node).getValue();
  }

  /** Whether a scalar was written without quotation marks. */
  static boolean isPlain(Node node) {
    return node instanceof ScalarNode scalar && scalar.isPlain();
  }

  /** What a node is, for messages. */
  static String describe(Node node) {
    if (node instanceof ScalarNode scalar) {
      String text = scalar.getTag().equals(Tag.NULL) ? "nothing" : scalar.getValue();
      return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "'";
    }
    return node instanceof SequenceNode sequence
        ? "a list of " + sequence.getValue().size()
        : "a section";
  }

  /** The entries of a list. */
  static List<Node> entries(Node node) {
    return ((SequenceNode) node).getValue();
  }

  static boolean isList(Node node) {
    return node instanceof SequenceNode;
  }

  static boolean isSection(Node node) {
    return node instanceof MappingNode;
  }
}
