package alrc.core.engine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder that the engine unpacks its native library into. Where the home folder cannot be
 * written to, DJL would take a folder of a known name inside the temporary folder of all users, and
 * load a library that another user had put there.
 */
final class NativeFolder {
  private static final String CACHE = "DJL_CACHE_DIR";
  private static final String ENGINE_CACHE = "ENGINE_CACHE_DIR";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private NativeFolder() {}

  /** Sets the folder that DJL unpacks to; called before anything loads the library. */
  static void choose() {
    if (isSet(CACHE) || isSet(ENGINE_CACHE)) {
      return;
    }
    Path home = Path.of(System.getProperty("user.home", ""));
    if (!Files.isWritable(home)) {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      System.setProperty(CACHE, inside(temporary, System.getProperty("user.name")).toString());
    }
  }

  private static boolean isSet(String name) {
    String value = System.getenv(name);
    return (value != null && !value.isEmpty()) || System.getProperty(name) != null;
  }

  /**
   * Returns a folder that no other user can write to: the one that an earlier process of this user
   * made, or a new one.
   */
  static Path inside(Path temporary, String user) {
    Path known = temporary.resolve("alrc-natives-" + user.replaceAll("\\W", "_"));
    try {
      try {
        return Files.createDirectory(known, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      } catch (FileAlreadyExistsException exists) {
        Path own = Files.createTempDirectory(temporary, "alrc-natives-");
        if (isPrivate(known, own)) {
          Files.delete(own);
          return known;
        }
        return own;
      }
    } catch (IOException unwritable) {
      throw new IllegalStateException(
          temporary + ": the native library cannot be unpacked there; set " + CACHE, unwritable);
    }
  }

  private static boolean isPrivate(Path folder, Path own) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return found.isDirectory()
        && found.permissions().equals(OWNER_ONLY)
        && found.owner().equals(Files.getOwner(own, LinkOption.NOFOLLOW_LINKS));
  }
}
