package alrc.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting that is given on the command line as {@code path=value}, such as {@code
 * rule.deviations=[2, 3]}. It acts as if the file said so: the value is YAML, and the path leads
 * through sections and, by {@code [0]}, through entries of lists.
 *
 * @param path names of fields and indices of entries, from the outside in
 * @param text the whole option, for messages
 */
public record Assignment(List<String> path, String value, String text) {
  private static final Pattern WORD = Pattern.compile("[\\w-]+(\\[\\d{1,9}])*");
  private static final Pattern STEP = Pattern.compile("[\\w-]+|\\[\\d+]");

  public Assignment {
    path = List.copyOf(path);
  }

  /**
   * Reads an option.
   *
   * @param name of the option, such as {@code --set}
   * @param text {@code path=value}
   */
  public static Assignment parse(String name, String text) {
    int equals = text.indexOf('=');
    String path = equals < 0 ? "" : text.substring(0, equals).strip();
    String option = name + " " + Node.cut(text);
    List<String> steps = new ArrayList<>();
    for (String word : path.split("\\.", -1)) {
      if (!WORD.matcher(word).matches()) {
        throw new UserMistake(
            option + ": must be FIELD=VALUE, such as iterations=1000 or rule.deviations=[2, 3]");
      }
      Matcher step = STEP.matcher(word);
      while (step.find()) {
        steps.add(step.group());
      }
    }
    return new Assignment(steps, text.substring(equals + 1), option);
  }

  /** Applies assignments in order to the root of a file. */
  public static Node.Section all(List<Assignment> assignments, Node.Section root) {
    refuseReplaced(assignments);
    Node changed = root;
    for (Assignment one : assignments) {
      changed = one.change(changed, 0, new Place(one.text, "", Place.NO_LINE));
    }
    return (Node.Section) changed;
  }

  /** An assignment that a later one replaces would have no effect. */
  private static void refuseReplaced(List<Assignment> assignments) {
    for (int i = 0; i < assignments.size(); i++) {
      for (Assignment later : assignments.subList(i + 1, assignments.size())) {
        Assignment one = assignments.get(i);
        boolean replaced =
            later.path.size() <= one.path.size()
                && one.path.subList(0, later.path.size()).equals(later.path);
        if (replaced) {
          throw new UserMistake(one.text + ": must be left out; " + later.text + " replaces it");
        }
      }
    }
  }

  private Node change(@Nullable Node old, int depth, Place place) {
    if (depth == path.size()) {
      return YamlText.read(value, place);
    }
    String step = path.get(depth);
    return step.startsWith("[")
        ? changedEntry(old, step, depth, place)
        : changedField(old, step, depth, place);
  }

  private Node changedEntry(@Nullable Node old, String step, int depth, Place place) {
    int index = Integer.parseInt(step.substring(1, step.length() - 1));
    if (!(old instanceof Node.Sequence list) || index >= list.entries().size()) {
      String found = old == null ? "nothing" : old.describe();
      throw place.mistake(found + " has no entry " + step + "; the first is [0]");
    }
    List<Node> entries = new ArrayList<>(list.entries());
    entries.set(index, change(entries.get(index), depth + 1, place.entry(index, Place.NO_LINE)));
    return new Node.Sequence(entries, list.place());
  }

  private Node changedField(@Nullable Node old, String name, int depth, Place place) {
    if (old instanceof Node.Sequence list) {
      throw place.mistake(
          list.describe() + " has no field " + name + "; name an entry, such as [0], or set all");
    }
    Map<String, Node> fields = new LinkedHashMap<>();
    if (old instanceof Node.Section section) {
      fields.putAll(section.fields());
    } else if (old instanceof Node.Scalar word && word.isText()) {
      fields.put(SettingsReader.KIND, word); // a bare kind takes its presets
    }
    Place at = place.field(name, Place.NO_LINE);
    fields.put(name, change(fields.get(name), depth + 1, at));
    return new Node.Section(fields, old == null ? place : old.place());
  }
}
