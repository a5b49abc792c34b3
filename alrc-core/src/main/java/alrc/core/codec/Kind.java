package alrc.core.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A name in a study, and the settings that it stands for.
 *
 * @param <T> the extension point
 * @param name the word after {@code kind:}
 * @param type the class of what is made
 * @param fields what may stand beside it, in canonical order
 * @param canonical brings two ways of saying the same into one, in the map of values without the
 *     kind
 * @param make makes the settings; throws {@link alrc.core.setting.InvalidSettingException}
 */
public record Kind<T>(
    String name,
    Class<?> type,
    List<Field> fields,
    UnaryOperator<Map<String, Object>> canonical,
    Function<Values, ? extends T> make) {
  public Kind {
    fields = List.copyOf(fields);
  }

  static <T> Kind<T> of(
      String name, Class<?> type, List<Field> fields, Function<Values, ? extends T> make) {
    return new Kind<>(name, type, fields, UnaryOperator.identity(), make);
  }

  /** The field of a name. */
  public Optional<Field> field(String fieldName) {
    return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }

  /** The kind of a name that is known to be one of them. */
  public static <K extends Kind<?>> K named(List<K> kinds, String name) {
    return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst().orElseThrow();
  }

  /** Makes what a complete section, which names its kind, stands for. */
  public static <T> T make(List<Kind<T>> kinds, Values section) {
    return named(kinds, section.text("kind")).make().apply(section);
  }
}
