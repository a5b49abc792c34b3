package alrc.jobs.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
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

  /** Lists a folder in a quarter of the time that Hadoop takes, which makes all paths. */
  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    java.nio.file.Path folder = local(path);
    if (!Files.isDirectory(folder)) {
      return super.listStatus(path);
    }
    Path qualified = makeQualified(path);
    List<FileStatus> files = new ArrayList<>();
    try (DirectoryStream<java.nio.file.Path> each = Files.newDirectoryStream(folder)) {
      for (java.nio.file.Path file : each) {
        add(files, qualified, file);
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    return files.toArray(FileStatus[]::new);
  }

  private void add(List<FileStatus> files, Path folder, java.nio.file.Path file)
      throws IOException {
    String name = file.getFileName().toString();
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      files.add(
          is.isDirectory()
              ? getFileStatus(new Path(folder, new Path(null, null, name)))
              : new LocalFile(folder, name, is.size(), is.lastModifiedTime().toMillis()));
    } catch (NoSuchFileException | FileNotFoundException goneOrBrokenLink) {
      // As Hadoop does: what was removed meanwhile is not listed.
    }
  }

  /** Does nothing: files and folders have the permissions that the process's umask leaves them. */
  @Override
  public void setPermission(Path path, FsPermission permission) {
    // Hadoop asks for 644 and 755 for everything that it creates, whatever the umask.
  }
}
