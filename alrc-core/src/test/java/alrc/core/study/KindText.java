package alrc.core.study;

import alrc.settings.Kinds;
import alrc.settings.Preset;
import alrc.settings.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the Javadoc of a kind says, as Markdown. */
public final class KindText {
  private static final Path SOURCES = Path.of("..", "alrc-core", "src", "main", "java");
  private static final Pattern SENTENCE = Pattern.compile("(?s)\\bReads\\s.*?[.](?=\\s|$)");

  private final Kinds.Kind kind;
  private final String own;
  private final String body;

  /** The text of a kind, with that of the rule of which an optimizer is made. */
  public KindText(Kinds.Kind kind) {
    this.kind = kind;
    this.own = javadoc(file(kind.type().getName()), kind.type().getSimpleName());
    this.body = withIngredients(text(own));
  }

  private static Path file(String name) {
    return SOURCES.resolve(name.replace('.', '/') + ".java");
  }

  private static String javadoc(Path file, String record) {
    try {
      Matcher found =
          Pattern.compile(
                  "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:public )?record " + record + "\\(",
                  Pattern.DOTALL)
              .matcher(Files.readString(file));
      return found.find() ? found.group(1).replaceAll("(?m)^\\s*\\* ?", "") : "";
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Without the descriptions of parameters. */
  private static String text(String javadoc) {
    return javadoc.split("(?m)^@param")[0].strip();
  }

  private String withIngredients(String text) {
    StringBuilder all =
        new StringBuilder(text.replaceAll("(?s)(;| and)?\\s+see\\s+\\{@link ScaleBy\\w+}", ""));
    Matcher see = Pattern.compile("(?s)see\\s+\\{@link (ScaleBy\\w+)}").matcher(own);
    List<String> seen = new ArrayList<>();
    while (see.find()) {
      String name = see.group(1);
      if (!seen.contains(name)) {
        seen.add(name);
        all.append("\n\n<p>").append(text(javadoc(file("alrc.core.scaling." + name), name)));
      }
    }
    return all.toString();
  }

  /** The formula; empty where the text has none of its own. */
  public String formula() {
    Matcher pre = Pattern.compile("(?s)<pre>\n?(.*?)</pre>").matcher(body);
    List<String> all = new ArrayList<>();
    while (pre.find()) {
      all.add(entities(pre.group(1).stripTrailing()));
    }
    return String.join("\n", all);
  }

  /** The paragraphs, formulas as code, without what is read from the device. */
  public String markdown() {
    StringBuilder page = new StringBuilder();
    Matcher part = Pattern.compile("(?s)<pre>\n?(.*?)</pre>|((?:(?!<pre>).)+)").matcher(body);
    while (part.find()) {
      if (part.group(1) != null) {
        page.append("```text\n")
            .append(entities(part.group(1).stripTrailing()))
            .append("\n```\n\n");
        continue;
      }
      for (String paragraph : part.group(2).split("<p>")) {
        String words = plain(SENTENCE.matcher(paragraph).replaceAll(""));
        if (!words.isEmpty()) {
          page.append(words).append("\n\n");
        }
      }
    }
    return page.toString();
  }

  /** What it reads back from the device. */
  public String reads() {
    Matcher sentence = SENTENCE.matcher(body);
    return sentence.find() ? plain(sentence.group()) : "Reads nothing from the device.";
  }

  /** One row for each setting. */
  public String settings() {
    StringBuilder table = new StringBuilder();
    for (RecordComponent component : kind.type().getRecordComponents()) {
      Preset preset = component.getAnnotation(Preset.class);
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      String value =
          preset != null ? "`" + preset.value() + "`" : optional ? "none" : "must be given";
      String name = Words.ofComponent(component.getName());
      table.append(
          String.format(Locale.ROOT, "| `%s` | %s | %s |%n", name, value, describes(component)));
    }
    return table.isEmpty()
        ? "No settings.\n"
        : "| setting | default | meaning |\n|---|---|---|\n" + table;
  }

  private String describes(RecordComponent component) {
    Matcher described =
        Pattern.compile("(?ms)^@param " + component.getName() + "\\s(.*?)(?=^@param|\\z)")
            .matcher(own);
    String text = described.find() ? plain(described.group(1)) : "";
    Class<?> type = component.getType();
    if (!type.isEnum()) {
      return text;
    }
    List<String> words =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> "`" + Words.ofConstant((Enum<?>) constant) + "`")
            .toList();
    return text + ": " + String.join(", ", words);
  }

  private static String plain(String javadoc) {
    String words = javadoc.replaceAll("\\s+", " ");
    words = words.replaceAll("\\{@code ([^}]*)}", "`$1`");
    words = Pattern.compile("\\{@link #?([\\w#]+)}").matcher(words).replaceAll(KindText::name);
    return entities(words.replace("|", "\\|")).strip();
  }

  private static String name(MatchResult link) {
    String simple = link.group(1);
    for (Class<?> point : StudyKinds.ALL.points()) {
      for (Kinds.Kind kind : StudyKinds.ALL.of(point)) {
        if (kind.type().getSimpleName().equals(simple)) {
          return "`" + kind.name() + "`";
        }
      }
    }
    return simple.substring(simple.indexOf('#') + 1).toLowerCase(Locale.ROOT);
  }

  private static String entities(String text) {
    return text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
  }
}
