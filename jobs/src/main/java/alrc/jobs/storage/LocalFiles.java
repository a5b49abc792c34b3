package alrc.jobs.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Local files without a hidden checksum file for each and without a process for each: without its
 * native library, which is absent nearly everywhere, Hadoop's own class runs {@code chmod} for
 * every file that it creates.
 */
final class LocalFiles extends RawLocalFileSystem {
  private LocalFiles() {}

  static LocalFiles of(Configuration configuration) {
    LocalFiles files = new LocalFiles();
    try {
      files.initialize(URI.create("file:///"), configuration);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return files;
  }

  /**
   * The same path for Java's own classes, whatever characters it has: as a URI, which Hadoop leaves
   * half encoded, they refuse one that is not ASCII.
   */
  static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /** Whether this class does what the other does. */
  static boolean replaces(LocalFileSystem other) {
    return other.getRaw().getClass().equals(RawLocalFileSystem.class);
  }

  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    String letters =
        permission.getUserAction().SYMBOL
            + permission.getGroupAction().SYMBOL
            + permission.getOtherAction().SYMBOL;
    try {
      Files.setPosixFilePermissions(
          pathToFile(path).toPath(), PosixFilePermissions.fromString(letters));
    } catch (UnsupportedOperationException notPosix) {
      super.setPermission(path, permission);
    }
  }
}
