package alrc.core.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a section of a study.
 *
 * @param name as written in the study
 * @param type what it may hold
 * @param preset the value where the study is silent; null: see {@code need}
 * @param need whether it must be given where there is no preset value
 */
public record Field(String name, FieldType type, @Nullable Object preset, Need need) {
  /** Whether a field without a preset value must be given. */
  public enum Need {
    /** It must. */
    REQUIRED,
    /** It may be left out and is then absent. */
    OPTIONAL,
    /**
     * It may be left out, and at its preset value it is no part of a cell's identity: the ids of
     * cells from before the field existed stay.
     */
    SILENT
  }

  /** A field that must be given. */
  public static Field required(String name, FieldType type) {
    return new Field(name, type, null, Need.REQUIRED);
  }

  /** A field that may be absent. */
  public static Field optional(String name, FieldType type) {
    return new Field(name, type, null, Need.OPTIONAL);
  }

  /** A field with a preset value, which must be of the type's Java type. */
  public static Field preset(String name, FieldType type, Object value) {
    return new Field(name, type, value, Need.OPTIONAL);
  }

  /** A field that is no part of a cell's identity while it has its preset value. */
  public static Field silent(String name, FieldType type, Object value) {
    return new Field(name, type, value, Need.SILENT);
  }

  /** Any number. */
  public static Field number(String name, double preset) {
    return preset(name, FieldType.NUMBER, preset);
  }

  /** A whole number in a range. */
  public static Field whole(String name, long preset, long least, long most) {
    return preset(name, new FieldType.Whole(least, most), preset);
  }

  /** One of some words, the first being preset. */
  public static Field word(String name, List<String> words, List<String> later) {
    return preset(name, new FieldType.Word(words, later), words.get(0));
  }
}
