package alrc.jobs.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The test data beside the repository, read in place. */
public final class SharedData {
  private SharedData() {}

  /** A file or folder below the shared data; skips the test where it is absent. */
  public static Path path(String name) {
    Path shared = Path.of(System.getProperty("alrc.shared", "../shared")).toAbsolutePath();
    Path path = shared.normalize().resolve(name);
    boolean there = Files.exists(path);
    if (!there && "required".equals(System.getenv("ALRC_SHARED"))) {
      throw new AssertionError(path + " is absent, and this run requires it");
    }
    assumeTrue(there, "skipped: " + path + " is absent (set -Dalrc.shared=DIR)");
    return path;
  }
}
