package alrc.jobs.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * A user id without an entry in the machine's list of users, as in many containers. Hadoop asks
 * that list for a name and gives up without one, also where only local files are used.
 */
public final class UnnamedUser {
  private static final String NONE = "?"; // what Java says

  private UnnamedUser() {}

  /**
   * Gives Hadoop a name if the user has none: {@code HADOOP_USER_NAME}, or {@code uid-} and the id.
   */
  public static synchronized void login() {
    if (NONE.equals(System.getProperty("user.name"))) {
      String name = System.getenv().getOrDefault("HADOOP_USER_NAME", "uid-" + uid());
      UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
      System.setProperty("user.name", name);
    }
  }

  private static String uid() {
    try {
      return String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException unknown) {
      return "unknown";
    }
  }
}
