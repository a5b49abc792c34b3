package alrc.stem.transform;

import alrc.settings.SettingMistake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The built-in recipes, stored as YAML resources. */
public final class BuiltInRecipes {
  /** Their names. */
  public static final List<String> NAMES =
      List.of(Recipe.PARTIAL_STEM_PAPER, "partial-stem-paper-small", "low-dose-lines");

  private BuiltInRecipes() {}

  static Recipe named(String name) {
    if (!NAMES.contains(name)) {
      throw new SettingMistake("recipe", name, "must be one of " + NAMES);
    }
    return Recipe.parse(text(name), name + ".yaml");
  }

  /** Returns the text of a built-in recipe, to start one's own from. */
  public static String text(String name) {
    String resource = "/alrc/stem/recipes/" + name + ".yaml";
    try (InputStream in = BuiltInRecipes.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
