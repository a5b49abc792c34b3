package alrc.jobs.cli;

import alrc.core.study.Study;
import alrc.core.study.StudyText;
import alrc.jobs.data.StartingFiles;
import alrc.jobs.storage.Storage;
import alrc.settings.Assignment;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A study named on the command line: a YAML file, or a preset that ships with the program. */
final class StudyArgument {
  private static final Pattern STUDY_KEY = Pattern.compile("(?m)^(\"study\"|'study'|study)\\s*:");

  private StudyArgument() {}

  /**
   * Reads the study; its data paths become absolute, relative ones being relative to its file.
   *
   * @param assignments settings that act as if the file contained them
   */
  static Study read(Storage storage, String argument, List<Assignment> assignments)
      throws IOException {
    boolean preset = isPreset(storage, argument);
    String name = preset ? argument + ".yaml" : argument;
    StudyText text = new StudyText(text(storage, argument), name, assignments);
    Study study = text.study();
    text.unmetOverrides().forEach(System.err::println);
    if (preset) {
      return known(storage, study.withDataPaths(storage::absolute));
    }
    String folder = folderOf(storage.absolute(argument));
    return known(storage, study.withDataPaths(path -> storage.absolute(beside(folder, path))));
  }

  /** The study's YAML. */
  static String text(Storage storage, String argument) throws IOException {
    if (isPreset(storage, argument)) {
      return Study.presetText(argument);
    }
    if (!storage.exists(argument)) {
      throw new UserMistake(
          "STUDY "
              + argument
              + ": no such file, and not one of the presets "
              + String.join(", ", Study.presetNames()));
    }
    if (storage.isFolder(argument)) {
      throw new UserMistake("STUDY " + argument + ": is a folder; a YAML file is needed");
    }
    return storage.readText(argument);
  }

  /** Whether a path is a study: a YAML file with the key {@code study}, or a preset. */
  static boolean names(Storage storage, String path) throws IOException {
    return storage.exists(path)
        ? path.matches("(?is).*\\.ya?ml")
            && !storage.isFolder(path)
            && STUDY_KEY.matcher(storage.readText(path)).find()
        : isPreset(storage, path);
  }

  /** Whether a name is that of a preset, and no file has it. */
  static boolean isPreset(Storage storage, String argument) throws IOException {
    return Study.presetNames().contains(argument) && !storage.exists(argument);
  }

  private static Study known(Storage storage, Study study) {
    return StartingFiles.known(storage, study);
  }

  private static String folderOf(String address) {
    return address.substring(0, address.lastIndexOf('/'));
  }

  private static String beside(String folder, String path) {
    boolean absolute = path.startsWith("/") || path.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]+:.*");
    if (absolute) {
      return path;
    }
    return folder.startsWith("file:")
        ? Path.of(folder.substring("file:".length())).resolve(path).normalize().toString()
        : Storage.inside(folder, path);
  }
}
