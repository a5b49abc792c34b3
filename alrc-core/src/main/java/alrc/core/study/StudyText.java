package alrc.core.study;

import alrc.settings.Assignment;
import alrc.settings.SettingMistake;
import java.util.List;

/**
 * The text of a study, and settings that are given beside it.
 *
 * @param yaml JSON is YAML too
 * @param fileName for messages
 * @param assignments settings that act as if the text contained them, in order
 */
public record StudyText(String yaml, String fileName, List<Assignment> assignments) {
  public StudyText {
    assignments = List.copyOf(assignments);
  }

  /**
   * The study.
   *
   * @throws SettingMistake with one line that names file, line, field, value and rule
   */
  public Study study() {
    return StudyReader.study(this);
  }

  /**
   * Overrides whose conditions no cell meets, a line each with file, line and field. They are not
   * refused: a value that is removed from an axis may come back.
   */
  public List<String> unmetOverrides() {
    return StudyReader.unmet(this);
  }
}
