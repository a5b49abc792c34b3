package alrc.jobs.storage;

import alrc.settings.UserMistake;
import java.util.List;

/**
 * Tells a full disk, a spent quota or a missing permission from a bug of ours: the first three are
 * the user's to mend, and what was written before stays valid.
 */
public final class OutputFailure {
  private static final List<String> USERS =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "File too large",
          "Read-only file system",
          "Permission denied");

  private OutputFailure() {}

  /**
   * Tells the user where the failure is the user's to mend; returns where it is not.
   *
   * @param what was written, such as {@code --output out}
   * @throws UserMistake with one line that says what to do
   */
  public static void tellUser(String what, Throwable broken) {
    for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserMistake mistake) {
        throw mistake;
      }
      String message = String.valueOf(cause.getMessage());
      for (String words : USERS) {
        if (message.contains(words)) {
          throw new UserMistake(
              what
                  + ": cannot be written ("
                  + words
                  + "); what is complete stays valid: mend it and run again to go on",
              broken);
        }
      }
    }
  }
}
