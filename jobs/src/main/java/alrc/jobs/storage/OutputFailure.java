package alrc.jobs.storage;

import alrc.settings.UserMistake;
import java.util.List;

/**
 * Distinguishes a full disk, a used-up quota or a missing permission, which the user can fix, from
 * a bug of this program. What was written before stays valid.
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
   * Throws a {@link UserMistake} if the user can fix the failure; otherwise returns.
   *
   * @param what was written, such as {@code --output out}
   * @throws UserMistake with one line that states what to do
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
                  + "); what is complete stays valid: fix it and run the same command to resume",
              broken);
        }
      }
    }
  }
}
