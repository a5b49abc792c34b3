package alrc.jobs.cli;

import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.transform.BuiltInRecipes;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.util.Locale;

/** A recipe that is named on the command line: a built-in one, or a YAML file. */
final class RecipeArgument {
  private RecipeArgument() {}

  /** Whether a path is a recipe: a YAML file, or the name of a built-in one that no file has. */
  static boolean names(Storage storage, String path) throws IOException {
    return storage.exists(path)
        ? path.matches("(?is).*\\.ya?ml") && !storage.isFolder(path)
        : BuiltInRecipes.NAMES.contains(path);
  }

  /**
   * Reads it.
   *
   * @param option that named it, for messages
   */
  static Recipe read(Storage storage, String option, String nameOrFile) throws IOException {
    return BuiltInRecipes.NAMES.contains(nameOrFile)
        ? Recipe.named(nameOrFile)
        : Recipe.parse(text(storage, option, nameOrFile), nameOrFile);
  }

  /** The recipe's YAML. */
  static String text(Storage storage, String option, String nameOrFile) throws IOException {
    if (BuiltInRecipes.NAMES.contains(nameOrFile)) {
      return BuiltInRecipes.text(nameOrFile);
    }
    new OptionAddress(storage, option, nameOrFile).check();
    if (!storage.exists(nameOrFile) || storage.isFolder(nameOrFile)) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "%s %s: must be one of %s, or a file",
              option,
              nameOrFile,
              BuiltInRecipes.NAMES));
    }
    return storage.readText(nameOrFile);
  }
}
