package alrc.jobs.doctor;

import alrc.settings.UserMistake;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Supplier;

/**
 * Something that alrc needs, and whether it is there.
 *
 * @param where the process that looked, such as {@code driver on host}
 * @param what is needed, such as {@code Java}
 * @param found what is there
 * @param fix what to do about it; empty where all is well
 */
public record Check(String where, String what, String found, String fix) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Something that is well. */
  static Check ok(String what, String found) {
    return new Check("", what, found, "");
  }

  /** Something that is to be fixed. */
  static Check bad(String what, String found, String fix) {
    return new Check("", what, found, fix);
  }

  /**
   * What a look finds. A refusal becomes a check that failed: what stands behind its last semicolon
   * is what to do.
   *
   * @param otherwise what to do where the refusal does not say it
   */
  public static Check of(String what, String otherwise, Supplier<Check> look) {
    try {
      return look.get();
    } catch (UserMistake refused) {
      String message = String.valueOf(refused.getMessage());
      int end = message.lastIndexOf("; ");
      return end < 0
          ? bad(what, message, otherwise)
          : bad(what, message.substring(0, end), message.substring(end + 2));
    }
  }

  /** Whether all is well. */
  @JsonIgnore
  public boolean isOk() {
    return fix.isEmpty();
  }

  /** The same, seen by a process. */
  public Check by(String process) {
    return new Check(process, what, found, fix);
  }

  /** As one line of JSON. */
  public String json() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Reads what {@link #json()} wrote. */
  public static Check parse(String json) {
    try {
      return MAPPER.readValue(json, Check.class);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
