package alrc.core.study;

/** A study that cannot be understood. The message is one line: file, line, field, value, rule. */
public final class InvalidStudyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidStudyException(String message) {
    super(message.replaceAll("\\s*[\\r\\n]+\\s*", " "));
  }
}
