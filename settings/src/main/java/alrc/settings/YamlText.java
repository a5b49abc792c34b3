package alrc.settings;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML 1.1 (and JSON, which is YAML too) into {@link Node}s. SnakeYAML parses; it constructs
 * no objects. Anchors and merge keys ({@code <<}) are resolved.
 *
 * <p>A file may define shared parts in top-level fields whose names begin with {@code x-}.
 */
public final class YamlText {
  private static final int DEEPEST = 100;
  private static final int MOST_REPEATED = 100_000;
  private static final String SHARED = "x-";

  /** The names of top-level fields that are shared parts, as a regular expression. */
  static final String SHARED_PATTERN = "^" + SHARED;

  /** How many nodes may still be made: an anchor may repeat, but not without end. */
  private long nodes;

  private YamlText(String text) {
    this.nodes = (long) text.length() + MOST_REPEATED;
  }

  /**
   * Reads the one document of a text.
   *
   * @param file its name, for messages
   * @throws SettingMistake naming file and line where the text is no YAML
   */
  public static Node read(String text, String file) {
    return read(text, new Place(file, "", 1));
  }

  /**
   * Reads a file of settings, without its shared parts: top-level fields whose names begin with
   * {@code x-}, and whose contents other fields repeat by {@code *name} or {@code <<: *name}.
   *
   * @param file its name, for messages
   */
  public static Node file(String text, String file) {
    Node root = read(text, file);
    if (!(root instanceof Node.Section section)) {
      return root;
    }
    Map<String, Node> fields = new LinkedHashMap<>(section.fields());
    fields.keySet().removeIf(name -> name.startsWith(SHARED));
    return new Node.Section(fields, section.place());
  }

  /** Reads a text that stands at a place. */
  static Node read(String text, Place place) {
    try {
      var root = new Yaml(options()).compose(new StringReader(text));
      if (root == null) {
        throw place.mistake("is empty");
      }
      Place at = place.line() == Place.NO_LINE ? place : new Place(place.file(), "", line(root));
      return new YamlText(text).node(root, at, 0);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw (place.line() == Place.NO_LINE ? place : new Place(place.file(), "", line))
          .mistake("is not valid YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw place.mistake("is not valid YAML: " + e.getMessage());
    }
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // the canonical form of a study lists every cell
    options.setMaxAliasesForCollections(MOST_REPEATED); // the number of nodes is limited below
    return options;
  }

  private static int line(org.yaml.snakeyaml.nodes.Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private Node node(org.yaml.snakeyaml.nodes.Node node, Place place, int depth) {
    if (depth > DEEPEST || --nodes < 0) {
      throw place.mistake("is nested too deeply, or repeats an anchor too often");
    }
    if (!node.getTag().startsWith(Tag.PREFIX)) {
      throw place.mistake("tag " + node.getTag().getValue() + " must be left out");
    }
    if (node instanceof ScalarNode scalar) {
      Node.Style style = scalar.isPlain() ? Node.Style.PLAIN : Node.Style.QUOTED;
      boolean nothing = scalar.getTag().equals(Tag.NULL);
      return new Node.Scalar(scalar.getValue(), nothing ? Node.Style.NOTHING : style, place);
    }
    if (node instanceof SequenceNode sequence) {
      List<Node> entries = new ArrayList<>();
      for (org.yaml.snakeyaml.nodes.Node entry : sequence.getValue()) {
        entries.add(node(entry, place.entry(entries.size(), line(entry)), depth + 1));
      }
      return new Node.Sequence(entries, place);
    }
    return new Node.Section(fields((MappingNode) node, place, depth), place);
  }

  private Map<String, Node> fields(MappingNode mapping, Place place, int depth) {
    Map<String, Node> own = new LinkedHashMap<>();
    Map<String, Node> merged = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw place.mistake("the name of a field must be one word, not a list or a section");
      }
      org.yaml.snakeyaml.nodes.Node value = tuple.getValueNode();
      if (key.getTag().equals(Tag.MERGE)) {
        merge(value, place, depth).forEach(merged::putIfAbsent);
        continue;
      }
      Place at = place.field(key.getValue(), line(value));
      if (own.put(key.getValue(), node(value, at, depth + 1)) != null) {
        throw place.field(key.getValue(), line(key)).mistake("must not be given twice");
      }
    }
    merged.forEach(own::putIfAbsent);
    return own;
  }

  /** The fields that {@code <<} brings in: of one section, or of several, the first counting. */
  private Map<String, Node> merge(org.yaml.snakeyaml.nodes.Node value, Place place, int depth) {
    if (depth > DEEPEST) {
      throw place.mistake("is nested too deeply");
    }
    if (value instanceof MappingNode section) {
      return fields(section, place, depth + 1);
    }
    Map<String, Node> all = new LinkedHashMap<>();
    if (!(value instanceof SequenceNode several)) {
      throw place.mistake("<< must be given a section, or a list of sections");
    }
    for (org.yaml.snakeyaml.nodes.Node entry : several.getValue()) {
      merge(entry, place, depth + 1).forEach(all::putIfAbsent);
    }
    return all;
  }
}
