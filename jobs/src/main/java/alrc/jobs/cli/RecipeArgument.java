package alrc.jobs.cli;

import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.transform.BuiltInRecipes;
import alrc.stem.transform.Recipe;
import java.io.FileNotFoundException;
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
        : Recipe.parse(
            text(storage, option, nameOrFile),
            nameOrFile,
            name -> beside(storage, storage.absolute(nameOrFile), name));
  }

  /** The bytes of a file that a recipe names, relative to the recipe or absolute. */
  private static byte[] beside(Storage storage, String recipe, String name) throws IOException {
    boolean absolute = name.startsWith("/") || name.matches("[a-z][a-z0-9]+:.*");
    String folder = recipe.substring(0, recipe.lastIndexOf('/'));
    String address = absolute ? name : Storage.inside(folder, name);
    new OptionAddress(storage, recipe + ": path.file", address).reach();
    if (!storage.exists(address) || storage.isFolder(address)) {
      throw new FileNotFoundException(name);
    }
    return storage.readBytes(address);
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
