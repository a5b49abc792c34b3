package alrc.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes records of settings as JSON that {@link SettingsReader} reads. */
public final class SettingsWriter {
  private final Kinds kinds;
  private final SettingsReader reader;

  /** What of a record is written. */
  public enum Form {
    /**
     * What makes it different from others: without components that are at their presets (unless
     * these are always written) and without those outside the identity.
     */
    IDENTITY,
    /** All that is needed to read an equal record. */
    WHOLE,
    /** The identity with every component that has a value, presets too. */
    FULL,
    /** What of the identity is not at its preset. */
    CHANGED
  }

  /** Makes a writer that knows some kinds. */
  public SettingsWriter(Kinds kinds) {
    this.kinds = kinds;
    this.reader = new SettingsReader(kinds);
  }

  /**
   * The tree of a record, in the order of its components: maps, lists, texts, numbers and truth
   * values, as {@link CanonicalJson} writes them.
   *
   * @param declared as which it is read: a record, or an extension point
   */
  public Map<String, Object> tree(Record settings, Class<?> declared, Form form) {
    Map<String, Object> section = new LinkedHashMap<>();
    Optional<Kinds.Kind> kind = kinds.find(declared).map(p -> p.kindOf(settings.getClass()));
    kind.filter(named -> !named.isPreset())
        .ifPresent(named -> section.put(SettingsReader.KIND, named.name()));
    for (Field field : Field.of(settings.getClass())) {
      Object value = field.of(settings);
      if (value != null && isWritten(field, value, settings, form)) {
        section.put(field.name(), value(value, field, form));
      }
    }
    return section;
  }

  /** Canonical JSON with sorted keys. */
  public String sortedJson(Record settings, Class<?> declared) {
    return CanonicalJson.write(sorted(tree(settings, declared, Form.WHOLE)));
  }

  /** Canonical JSON of the identity with sorted keys. */
  public String sortedIdentity(Record settings, Class<?> declared) {
    return CanonicalJson.write(sorted(tree(settings, declared, Form.IDENTITY)));
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> all = new TreeMap<>();
      map.forEach((key, entry) -> all.put((String) key, sorted(entry)));
      return all;
    }
    return value instanceof List<?> list
        ? list.stream().map(SettingsWriter::sorted).toList()
        : value;
  }

  private boolean isWritten(Field field, Object value, Record settings, Form form) {
    boolean aside = field.isOutsideIdentity() || isKnown(field.content(), settings);
    if (aside && form != Form.WHOLE) {
      return false;
    }
    Preset preset = field.preset();
    return form == Form.FULL
        || preset == null
        || (preset.written() && form != Form.CHANGED)
        || preset.value().startsWith("=")
        || !value.equals(reader.preset(field));
  }

  /** Whether the digest of a file's content is known and stands for its name. */
  private static boolean isKnown(@Nullable Content content, Record settings) {
    return content != null
        && Field.of(settings.getClass()).stream()
            .anyMatch(
                f -> f.component().getName().equals(content.digest()) && f.of(settings) != null);
  }

  Object value(Object value, Field field, Form form) {
    java.lang.reflect.Type entry = Field.entryType(field.type());
    if (entry == null) {
      return value(value, (Class<?>) field.type(), form);
    }
    List<Object> all = new ArrayList<>();
    ((List<?>) value).forEach(one -> all.add(value(one, (Class<?>) entry, form)));
    return all;
  }

  private Object value(Object value, Class<?> declared, Form form) {
    if (value instanceof Record settings) {
      return isBareWord(settings, declared)
          ? kinds.find(declared).orElseThrow().kindOf(settings.getClass()).name()
          : tree(settings, declared, form);
    }
    return value instanceof Enum<?> constant ? Words.ofConstant(constant) : value;
  }

  /** A kind without settings is a bare word where a section needs no kind. */
  private boolean isBareWord(Record settings, Class<?> declared) {
    return Field.of(settings.getClass()).isEmpty()
        && kinds.find(declared).flatMap(Kinds.Point::preset).isPresent();
  }
}
