package alrc.jobs.storage;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Local files without a hidden checksum file for each, without a process for each, and with the
 * permissions that the process's umask gives them. Hadoop's own class sets other permissions and,
 * without its native library, which is absent nearly everywhere, runs {@code chmod} for that.
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

  /** Does nothing: files and folders have the permissions that the process's umask leaves them. */
  @Override
  public void setPermission(Path path, FsPermission permission) {
    // Hadoop asks for 644 and 755 for everything that it creates, whatever the umask.
  }
}
