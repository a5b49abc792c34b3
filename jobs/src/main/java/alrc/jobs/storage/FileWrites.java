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
   * visible before its text is; if its text cannot be written, it is deleted.
   *
   * @return false if it exists
   */
  static boolean create(FileSystem fileSystem, Path path, String text) throws IOException {
    OutputStream out;
    try {
      out = exclusive(fileSystem, path);
    } catch (FileAlreadyExistsException exists) {
      return false;
    } catch (IOException refused) {
      return isOurs(fileSystem, path, text, refused);
    }
    try (out) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException broken) {
      if (isConditional(fileSystem, path)) { // the store answers when the stream is closed
        return isOurs(fileSystem, path, text, broken);
      }
      deleteBeginning(fileSystem, path, text, broken);
      throw broken;
    }
    return true;
  }

  private static OutputStream exclusive(FileSystem fileSystem, Path path) throws IOException {
    if (fileSystem instanceof LocalFiles) {
      return Files.newOutputStream(
          LocalFiles.local(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
    if (isConditional(fileSystem, path)) {
      // The builder's type parameter is lost in Hadoop's signature; must() throws if unsupported.
      var builder = fileSystem.createFile(path).recursive().overwrite(false);
      builder.must(IF_ABSENT, true);
      return builder.build();
    }
    return fileSystem.create(path, false);
  }

  private static boolean isConditional(FileSystem fileSystem, Path path) throws IOException {
    return fileSystem.hasPathCapability(path, IF_ABSENT);
  }

  /** A file that exists may be this one: a store may lose its answer, and its client try again. */
  private static boolean isOurs(FileSystem fileSystem, Path path, String text, IOException refused)
      throws IOException {
    try {
      return text.equals(read(fileSystem, path));
    } catch (FileNotFoundException absent) {
      refused.addSuppressed(absent);
      throw refused;
    }
  }

  /** Deletes the file that this process created, unless another process has replaced it. */
  private static void deleteBeginning(
      FileSystem fileSystem, Path path, String text, IOException broken) {
    try {
      if (!text.startsWith(read(fileSystem, path))) {
        return;
      }
    } catch (IOException unreadable) { // as a file of HDFS is whose last block was not written
      broken.addSuppressed(unreadable);
    }
    try {
      fileSystem.delete(path, false);
    } catch (IOException undeleted) {
      broken.addSuppressed(undeleted);
    }
  }

  private static String read(FileSystem fileSystem, Path path) throws IOException {
    try (FSDataInputStream in = fileSystem.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
