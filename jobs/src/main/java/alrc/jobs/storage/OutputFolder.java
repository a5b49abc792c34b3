package alrc.jobs.storage;

import alrc.settings.UserMistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The folder of a data set. Recognises it among the inputs however either is spelled: relative,
 * through links, or absolute.
 */
final class OutputFolder {
  private final Storage storage;
  private final String named;
  private final String real;

  /**
   * The folder, which need not exist.
   *
   * @param output as the user gave it; empty if there is none
   */
  OutputFolder(Storage storage, String output) throws IOException {
    this.storage = storage;
    this.named = output;
    this.real = output.isEmpty() ? "" : real(output);
  }

  /** Returns the address of a folder without links and with a slash at its end. */
  String real(String folder) throws IOException {
    String address = storage.absolute(folder);
    if (storage.isLocal(address)) {
      address = "file:" + real(LocalFiles.local(new org.apache.hadoop.fs.Path(address)));
    }
    return Storage.inside(address, "");
  }

  private static Path real(Path path) throws IOException {
    Path above = path;
    while (above != null && !above.toFile().exists()) {
      above = above.getParent();
    }
    return above == null ? path : above.toRealPath().resolve(above.relativize(path)).normalize();
  }

  /** Whether a file is in it. */
  boolean contains(String realAddress) {
    return !real.isEmpty() && realAddress.startsWith(real);
  }

  /**
   * Refuses an input that is in it, because a data set must not be mixed with its micrographs.
   *
   * @param realFolder of the input
   */
  void refuse(String input, String realFolder) {
    if (contains(realFolder)) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--output %s: must be a folder of its own; it %s --input %s",
              named,
              realFolder.equals(real) ? "is that of" : "contains",
              input));
    }
  }
}
