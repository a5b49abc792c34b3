package alrc.jobs.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The version of this program and the commit of its sources, as its build wrote them. */
public final class CodeVersion {
  private static final Properties BUILD = read();
  private static final String CURRENT = BUILD.getProperty("version", "unknown");
  private static final @Nullable String COMMIT = commit(BUILD);

  private CodeVersion() {}

  /** For example {@code 0.1.0}. */
  public static String current() {
    return CURRENT;
  }

  /**
   * The first 12 digits of the git commit, with {@code -changed} where the sources differed from
   * it; null for a build outside a git checkout.
   */
  public static @Nullable String commit() {
    return COMMIT;
  }

  /** Version and commit, for example {@code 0.1.0 (commit 2d732f1a0bc4)}. */
  public static String described() {
    return COMMIT == null ? CURRENT : CURRENT + " (commit " + COMMIT + ")";
  }

  static @Nullable String commit(Properties build) {
    String commit = build.getProperty("commit", "");
    return commit.matches("[0-9a-f]{7,}(-changed)?") ? commit : null;
  }

  private static Properties read() {
    Properties properties = new Properties();
    try (InputStream in = CodeVersion.class.getResourceAsStream("/alrc/version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties;
  }
}
