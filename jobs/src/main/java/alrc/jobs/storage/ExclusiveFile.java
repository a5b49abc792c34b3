package alrc.jobs.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Creates local files of which one of several processes alone is the maker. */
final class ExclusiveFile {
  private ExclusiveFile() {}

  /**
   * Creates a file that appears whole.
   *
   * @return false where it is there
   */
  static boolean create(Path place, String text) throws IOException {
    Path whole = place.resolveSibling("." + UUID.randomUUID() + ".tmp");
    try {
      Files.writeString(whole, text);
      Files.createLink(place, whole);
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    } catch (FileSystemException | UnsupportedOperationException noLinks) {
      return createInPlace(place, text);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /** Where there are no hard links: as exclusive, but for a moment the file can be seen empty. */
  static boolean createInPlace(Path place, String text) throws IOException {
    try {
      Files.writeString(place, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    }
  }
}
