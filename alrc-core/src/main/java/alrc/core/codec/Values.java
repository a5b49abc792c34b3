package alrc.core.codec;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of a section, each of the Java type that its {@link FieldType} says.
 *
 * @param map by field name
 */
public record Values(Map<String, Object> map) {
  /** Whether there is a value. */
  public boolean has(String name) {
    return map.containsKey(name);
  }

  /** The value, or null where there is none. */
  public @Nullable Object find(String name) {
    return map.get(name);
  }

  private Object value(String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  /** A floating-point number. */
  public double number(String name) {
    return (Double) value(name);
  }

  /** A whole number. */
  public long whole(String name) {
    return (Long) value(name);
  }

  /** A text or word. */
  public String text(String name) {
    return (String) value(name);
  }

  /** A truth value. */
  public boolean flag(String name) {
    return (Boolean) value(name);
  }

  /** A list of floating-point numbers. */
  public List<Double> numbers(String name) {
    return ((List<?>) value(name)).stream().map(Double.class::cast).toList();
  }

  /** A list of whole numbers. */
  public List<Long> wholes(String name) {
    return ((List<?>) value(name)).stream().map(Long.class::cast).toList();
  }

  /** A section inside this one. */
  public Values section(String name) {
    return of(value(name));
  }

  /** A list of sections. */
  public List<Values> sections(String name) {
    return ((List<?>) value(name)).stream().map(Values::of).toList();
  }

  /** The values of a map whose keys are field names. */
  @SuppressWarnings("unchecked")
  public static Values of(Object map) {
    return new Values((Map<String, Object>) map);
  }
}
