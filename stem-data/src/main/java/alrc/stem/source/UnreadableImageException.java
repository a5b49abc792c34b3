package alrc.stem.source;

import java.io.IOException;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A file that cannot be read as a micrograph, with the reason. A failing disk is another {@link
 * IOException}.
 */
public final class UnreadableImageException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why the file is not read. */
  public enum Kind {
    /** The file contradicts its format: it is damaged or truncated. */
    CORRUPT("corrupt"),
    /** The file is valid but uses a feature that is not read. */
    UNSUPPORTED("unsupported"),
    /** The file needs more memory than one file may use. */
    TOO_LARGE("too-large"),
    /** The file describes images of other files, which are read from there. */
    COMPANION("companion"),
    /** The file is a member of an archive whose name must not be used. */
    UNSAFE_NAME("unsafe-name"),
    /** The file has not the array that was asked for. */
    NOT_SELECTED("not-selected"),
    /** The file is not a micrograph. */
    NOT_A_MICROGRAPH("not-a-micrograph");

    private final String reason;

    Kind(String reason) {
      this.reason = reason;
    }

    /** Returns the word used in {@code rejects.parquet}. */
    public String reason() {
      return reason;
    }
  }

  private final Kind kind;
  private final String format;
  private final long offset;
  private final String explanation;

  private UnreadableImageException(Kind kind, String format, long offset, String what) {
    this(
        kind,
        offset < 0
            ? format + ": " + what
            : String.format(Locale.ROOT, "%s, at 0x%x: %s", format, offset, what),
        format,
        offset);
  }

  private UnreadableImageException(Kind kind, String explanation, String format, long offset) {
    super(explanation);
    this.explanation = explanation;
    this.kind = kind;
    this.format = format;
    this.offset = offset;
  }

  /** A file that contradicts its format at a byte offset. */
  public static UnreadableImageException corrupt(
      String format, long offset, String expected, String found) {
    return new UnreadableImageException(
        Kind.CORRUPT, format, offset, "expected " + expected + ", found " + found);
  }

  /** A file whose format is known, with something in it that is not read. */
  public static UnreadableImageException unsupported(String format, String what) {
    return new UnreadableImageException(Kind.UNSUPPORTED, format, -1, what);
  }

  /** A file whose format is known, with something at a byte offset that is not read. */
  public static UnreadableImageException unsupported(String format, long offset, String what) {
    return new UnreadableImageException(Kind.UNSUPPORTED, format, offset, what);
  }

  /** A file whose format is known, that needs too much memory for what is at a byte offset. */
  public static UnreadableImageException tooLarge(String format, long offset, String what) {
    return new UnreadableImageException(Kind.TOO_LARGE, format, offset, what);
  }

  /** A file that was refused before, with the same reason and message. */
  public static UnreadableImageException refused(Kind kind, String explanation) {
    return new UnreadableImageException(kind, explanation, "archive", -1);
  }

  /** A file that only accompanies another one, which contains the images. */
  public static UnreadableImageException companion(String format, String what) {
    return new UnreadableImageException(Kind.COMPANION, format, -1, what);
  }

  /** A file without the array that was asked for. */
  public static UnreadableImageException notSelected(String format, String what) {
    return new UnreadableImageException(Kind.NOT_SELECTED, format, -1, what);
  }

  /** A file that is not a micrograph. */
  public static UnreadableImageException notAMicrograph(String what) {
    return new UnreadableImageException(Kind.NOT_A_MICROGRAPH, "not a micrograph", -1, what);
  }

  /** Returns the same of what a compressed file contains. */
  public UnreadableImageException in(String compression) {
    return new UnreadableImageException(kind, "in " + compression + ": " + explanation, format, -1);
  }

  /** Returns this with a cause. */
  public UnreadableImageException causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** Returns why the file is not read. */
  public Kind kind() {
    return kind;
  }

  /** Returns the message: format, offset, what was expected and what was found. */
  public String explanation() {
    return explanation;
  }

  /** Returns the format, for example {@code DM4}. */
  public String format() {
    return format;
  }

  /** Returns the byte offset of the fault, where there is one. */
  public OptionalLong offset() {
    return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
