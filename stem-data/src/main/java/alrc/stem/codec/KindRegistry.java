package alrc.stem.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The names of the records that a file of settings can ask for, by extension point. */
public final class KindRegistry {
  private final Map<Class<?>, Point> points = new LinkedHashMap<>();

  /**
   * One extension point.
   *
   * @param title for messages, such as {@code scan path}
   * @param preset the kind where a section names none; empty where it must
   * @param kinds records by name
   */
  record Point(String title, String preset, Map<String, Class<? extends Record>> kinds) {
    Optional<String> nameOf(Class<?> type) {
      return kinds.entrySet().stream()
          .filter(kind -> kind.getValue() == type)
          .map(Map.Entry::getKey)
          .findFirst();
    }
  }

  /** Adds an extension point whose sections must name their kind. */
  public KindRegistry add(Class<?> type, String title, Map<String, Class<? extends Record>> kinds) {
    return add(type, title, "", kinds);
  }

  /**
   * Adds an extension point.
   *
   * @param preset the kind where a section names none
   */
  public KindRegistry add(
      Class<?> type, String title, String preset, Map<String, Class<? extends Record>> kinds) {
    points.put(type, new Point(title, preset, new TreeMap<>(kinds)));
    return this;
  }

  /** Returns the records that are registered for an extension point, by name. */
  public Map<String, Class<? extends Record>> kinds(Class<?> type) {
    return point(type).map(point -> Map.copyOf(point.kinds())).orElseThrow();
  }

  Optional<Point> point(Class<?> type) {
    return Optional.ofNullable(points.get(type));
  }
}
