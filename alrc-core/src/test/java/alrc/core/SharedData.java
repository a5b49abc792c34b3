package alrc.core;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The folders of data that are not in the repository. Where one is absent a test skips, or fails if
 * it is required.
 */
public final class SharedData {
  private SharedData() {}

  /** A file or folder under {@code alrc.shared}. */
  public static Path shared(String path) {
    return present(folder("alrc.shared", "../shared").resolve(path));
  }

  /** A folder under {@code alrc.golden}. */
  public static Path golden(String path) {
    return present(folder("alrc.golden", "../shared/golden").resolve(path));
  }

  private static Path folder(String property, String otherwise) {
    Path root = Path.of(System.getProperty("alrc.root", ".."));
    return root.resolve(System.getProperty(property, otherwise)).normalize();
  }

  private static Path present(Path path) {
    if (!Files.exists(path)) {
      String message = path + " is absent: the test that needs it cannot run";
      if ("required".equals(System.getenv("ALRC_SHARED"))) {
        fail(message);
      }
      Assumptions.abort(message);
    }
    return path;
  }
}
