package alrc.jobs.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** The two writes for which each store has its own atomic operation. */
final class FileWrites {
  private static final String IF_ABSENT =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  private FileWrites() {}

  /**
   * Renames a file, over one of that name if there is one. Atomic on local disks and on HDFS; on a
   * store that refuses to replace a file, the old one is deleted first.
   */
  static void replace(FileSystem fileSystem, Path from, Path to) throws IOException {
    if (fileSystem instanceof DistributedFileSystem hdfs) {
      hdfs.rename(from, to, Options.Rename.OVERWRITE);
      return;
    }
    if (fileSystem.rename(from, to)) {
      return;
    }
    fileSystem.delete(to, false);
    if (!fileSystem.rename(from, to)) {
      throw new IOException(from + ": cannot be renamed to " + to);
    }
  }

  /**
   * Creates a file that does not exist yet. Of several processes that try at once, one succeeds:
   * {@code O_EXCL} locally, the name node on HDFS, a conditional PUT on S3. A local or HDFS file is
   * visible before its text is.
   *
   * @return false if it exists
   */
  static boolean create(FileSystem fileSystem, Path path, String text) throws IOException {
    if (fileSystem instanceof LocalFiles) {
      return createLocally(LocalFiles.local(path), text);
    }
    try (OutputStream out = exclusive(fileSystem, path)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      return isOurs(fileSystem, path, text, refused);
    }
    return true;
  }

  private static OutputStream exclusive(FileSystem fileSystem, Path path) throws IOException {
    if (fileSystem.hasPathCapability(path, IF_ABSENT)) {
      // The builder's type parameter is lost in Hadoop's signature; must() throws if unsupported.
      var builder = fileSystem.createFile(path).recursive().overwrite(false);
      builder.must(IF_ABSENT, true);
      return builder.build();
    }
    return fileSystem.create(path, false);
  }

  /** A file that exists may be this one: a store may lose its answer, and its client try again. */
  private static boolean isOurs(FileSystem fileSystem, Path path, String text, IOException refused)
      throws IOException {
    try (FSDataInputStream in = fileSystem.open(path)) {
      return text.equals(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException absent) {
      refused.addSuppressed(absent);
      throw refused;
    }
  }

  private static boolean createLocally(java.nio.file.Path path, String text) throws IOException {
    try {
      Files.writeString(path, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException exists) {
      return false;
    }
  }
}
