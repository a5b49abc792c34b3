package alrc.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record of settings, as a field of a file.
 *
 * @param name as users write it, in kebab case
 * @param component of the record
 * @param accessor reads it from a record
 */
record Field(String name, RecordComponent component, Method accessor) {
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
        }
      };

  private static Field of(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new Field(Words.ofComponent(component.getName()), component, accessor);
  }

  /** The fields of a record, in order. */
  static List<Field> of(Class<?> record) {
    return FIELDS.get(record);
  }

  /** The names of the fields of a record, in order. */
  static List<String> names(Class<?> record) {
    return of(record).stream().map(Field::name).toList();
  }

  Type type() {
    return component.getGenericType();
  }

  @Nullable Preset preset() {
    return component.getAnnotation(Preset.class);
  }

  /** The range of a whole number; null where its type alone limits it. */
  @Nullable Range range() {
    return component.getAnnotation(Range.class);
  }

  @Nullable Content content() {
    return component.getAnnotation(Content.class);
  }

  boolean isOutsideIdentity() {
    return component.isAnnotationPresent(OutsideIdentity.class);
  }

  /** Whether it may be absent without a preset. */
  boolean isOptional() {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** The value in a record; null where it is absent. */
  @Nullable Object of(Record settings) {
    try {
      return accessor.invoke(settings);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(settings.getClass() + " cannot be read", e);
    }
  }

  /** The type of the entries of a list. */
  static @Nullable Type entryType(Type type) {
    return type instanceof ParameterizedType list && list.getRawType() == List.class
        ? list.getActualTypeArguments()[0]
        : null;
  }
}
