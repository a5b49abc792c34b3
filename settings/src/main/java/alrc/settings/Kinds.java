package alrc.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of the records that a file of settings can ask for, by extension point. */
public final class Kinds {
  private final Map<Class<?>, Point> points = new LinkedHashMap<>();

  /**
   * A name in a file, and the record of settings that it stands for.
   *
   * @param name the word after {@code kind:}
   * @param type the record
   * @param isPreset whether a section that names no kind is of this one
   */
  public record Kind(String name, Class<? extends Record> type, boolean isPreset) {}

  /** A kind that a section must name. */
  public static Kind kind(String name, Class<? extends Record> type) {
    return new Kind(name, type, false);
  }

  /** The kind of a section that names none. */
  public static Kind presetKind(String name, Class<? extends Record> type) {
    return new Kind(name, type, true);
  }

  /**
   * One extension point.
   *
   * @param title for messages, such as {@code scan path}
   * @param kinds in the order in which messages list them
   */
  record Point(String title, List<Kind> kinds) {
    List<String> names() {
      return kinds.stream().map(Kind::name).toList();
    }

    Kind kindOf(Class<?> type) {
      return kinds.stream().filter(kind -> kind.type() == type).findFirst().orElseThrow();
    }

    Optional<Kind> preset() {
      return kinds.stream().filter(Kind::isPreset).findFirst();
    }

    /** The kind of a name, or the mistake that there is none. */
    Kind named(String name, Place place) {
      for (Kind kind : kinds) {
        if (kind.name().equals(name)) {
          return kind;
        }
      }
      String hint = Words.orNearest(name, names());
      throw place.mistake("'" + name + "' must be one of " + names() + hint);
    }

    /** The field of a name of the first kind that has one. */
    @Nullable Field anyField(String name) {
      return kinds.stream()
          .flatMap(kind -> Field.of(kind.type()).stream())
          .filter(field -> field.name().equals(name))
          .findFirst()
          .orElse(null);
    }

    /** The names of the fields of all kinds. */
    List<String> fieldNames() {
      return kinds.stream().flatMap(kind -> Field.names(kind.type()).stream()).distinct().toList();
    }
  }

  /**
   * Adds an extension point.
   *
   * @param type the interface that its kinds implement
   * @param title for messages
   */
  public Kinds point(Class<?> type, String title, Kind... kinds) {
    points.put(type, new Point(title, List.of(kinds)));
    return this;
  }

  /** The kinds of an extension point, in order. */
  public List<Kind> of(Class<?> type) {
    return find(type).map(Point::kinds).orElseThrow();
  }

  /** The name of the kind of a record. */
  public String nameOf(Class<?> point, Object settings) {
    return find(point).orElseThrow().kindOf(settings.getClass()).name();
  }

  /** The extension points, in the order in which they were added. */
  public List<Class<?>> points() {
    return new ArrayList<>(points.keySet());
  }

  Optional<Point> find(Class<?> type) {
    return Optional.ofNullable(points.get(type));
  }
}
