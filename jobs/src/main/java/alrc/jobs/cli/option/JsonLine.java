package alrc.jobs.cli.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import picocli.CommandLine.Option;

/** {@code --json}: one JSON object as the last line of standard output. */
public final class JsonLine {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Option(names = "--json", description = "print one JSON object as the last line of output")
  private boolean wanted;

  /** Whether it was given. */
  public boolean isWanted() {
    return wanted;
  }

  /** Prints facts, if it was given. */
  public void print(Map<String, ?> facts) {
    if (wanted) {
      System.out.println(text(facts));
    }
  }

  /** Returns facts, or an object of JSON, as maps, lists and values. */
  public static Map<String, Object> map(Object facts) {
    return MAPPER.convertValue(facts, new TypeReference<>() {});
  }

  /** Returns facts as one line of JSON. */
  public static String text(Map<?, ?> facts) {
    try {
      return MAPPER.writeValueAsString(facts);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
