package alrc.stem;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** The shared test data beside the repository: present, or the test is skipped; never silently. */
public final class SharedData {
  private SharedData() {}

  /** Returns a file or folder under {@code shared/}. */
  public static Path path(String relative) {
    Path path = Path.of(System.getProperty("alrc.shared", "../../shared")).resolve(relative);
    if (!Files.exists(path)) {
      if ("required".equals(System.getenv("ALRC_SHARED"))) {
        throw new AssertionError(path + " is absent, and ALRC_SHARED=required");
      }
      abort("skipped: the shared test data " + path + " are absent");
    }
    return path;
  }
}
