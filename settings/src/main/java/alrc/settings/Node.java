package alrc.settings;

import java.util.List;
import java.util.Map;

/** What a text of settings says, with the place of each value. No object is made from it yet. */
public sealed interface Node {
  /** The length at which messages cut a text. */
  int LONGEST = 60;

  /** Where it stands. */
  Place place();

  /** What it is, for messages. */
  String describe();

  /** The mistake that this node breaks a rule. */
  default SettingMistake mistake(String rule) {
    return place().mistake(describe() + " " + rule);
  }

  /** A text for a message: its first {@link #LONGEST} characters. */
  static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  /** How a scalar is written. */
  enum Style {
    /** Without quotation marks: a word or a number. */
    PLAIN,
    /** With quotation marks, or as a block of text. */
    QUOTED,
    /** Nothing, {@code null} or {@code ~}. */
    NOTHING
  }

  /** A word, number or text. */
  record Scalar(String text, Style style, Place place) implements Node {
    @Override
    public String describe() {
      String shown = style == Style.NOTHING ? "nothing" : text;
      return "'" + Node.cut(shown) + "'";
    }

    /** Whether it says something. */
    public boolean isText() {
      return style != Style.NOTHING;
    }
  }

  /** A list. */
  record Sequence(List<Node> entries, Place place) implements Node {
    public Sequence {
      entries = List.copyOf(entries);
    }

    @Override
    public String describe() {
      return "a list of " + entries.size();
    }
  }

  /**
   * A section of fields.
   *
   * @param fields in the order of the text
   */
  record Section(Map<String, Node> fields, Place place) implements Node {
    @Override
    public String describe() {
      return "a section";
    }
  }

  /** The section that this node is, or the mistake that it is none. */
  default Section section(String expected) {
    if (this instanceof Section section) {
      return section;
    }
    throw mistake("must be " + expected);
  }

  /** The list that this node is, or the mistake that it is none. */
  default Sequence sequence(String expected) {
    if (this instanceof Sequence sequence) {
      return sequence;
    }
    throw mistake("must be " + expected);
  }
}
