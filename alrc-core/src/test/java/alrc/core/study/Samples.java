package alrc.core.study;

import alrc.settings.Kinds;
import alrc.settings.Preset;
import alrc.settings.SettingsReader;
import alrc.settings.Words;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** One of each kind that a study can name. */
public final class Samples {
  private static final SettingsReader READER = new SettingsReader(StudyKinds.ALL);

  /** Values for fields that must be given, where 2 does not fit. */
  private static final Map<String, String> REQUIRED =
      Map.of("rules", "[huber, alrc, skip]", "factor", "0.5", "at", "[2]", "rates", "[0.1, 0.2]");

  private Samples() {}

  /** The text of a kind with a value for each field that must be given. */
  public static String section(Kinds.Kind kind) {
    StringBuilder text = new StringBuilder("kind: " + kind.name());
    for (RecordComponent component : kind.type().getRecordComponents()) {
      boolean optional =
          component.isAnnotationPresent(Preset.class)
              || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (!optional) {
        String name = Words.ofComponent(component.getName());
        text.append(", ").append(name).append(": ").append(REQUIRED.getOrDefault(name, "2"));
      }
    }
    return text.toString();
  }

  /** A kind made from a section, without its braces. */
  public static <T> T of(Class<T> point, String section) {
    return READER.read("{" + section + "}", "sample", point);
  }

  /** Names and samples of all kinds. */
  public static <T> Stream<Arguments> all(Class<T> point) {
    return kinds(point).stream().map(kind -> Arguments.of(kind.name(), of(point, section(kind))));
  }

  public static List<Kinds.Kind> kinds(Class<?> point) {
    return StudyKinds.ALL.of(point);
  }
}
