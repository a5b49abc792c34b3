package alrc.core.codec;

import java.util.List;

/** What a field of a study may hold, and as which Java type it is kept. */
public sealed interface FieldType {
  /** Any number. */
  FieldType NUMBER = new Decimal();

  /** Any text. */
  FieldType TEXT = new Text();

  /** A place. */
  FieldType LOCATION = new Location();

  /** True or false. */
  FieldType FLAG = new Flag();

  /** A list of numbers. */
  FieldType NUMBERS = new Numbers();

  /** A list of whole numbers. */
  FieldType WHOLES = new Wholes();

  /** A Double; ∞ where the settings allow it. */
  record Decimal() implements FieldType {}

  /** A Long from {@code least} to {@code most}. */
  record Whole(long least, long most) implements FieldType {}

  /** A String. */
  record Text() implements FieldType {}

  /** A String that names a place; never an axis, because where data lie is no part of a trial. */
  record Location() implements FieldType {}

  /**
   * A String that names a file whose content counts: in a cell's identity the digest stands for it.
   *
   * @param digest the name of the field with the digest, once that is known
   */
  record Content(String digest) implements FieldType {}

  /**
   * One of some words, a String.
   *
   * @param later words that will be understood in a later version
   */
  record Word(List<String> words, List<String> later) implements FieldType {}

  /** A Boolean. */
  record Flag() implements FieldType {}

  /** A list of Doubles, one value by nature. */
  record Numbers() implements FieldType {}

  /** A list of Longs, one value by nature. */
  record Wholes() implements FieldType {}

  /** One of some words (a String), or a section with fields that must all be given (a Map). */
  record WordOrSection(List<String> words, List<Field> fields) implements FieldType {}

  /** A list of sections (Maps), each with a kind and its fields; one value by nature. */
  record Sections(List<? extends Kind<?>> kinds) implements FieldType {}
}
