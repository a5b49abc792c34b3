package alrc.jobs.storage;

import alrc.settings.UserMistake;
import alrc.stem.source.FileSource;
import alrc.stem.source.SeekableSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.InputFile;

/**
 * Files by address ({@code file:}, {@code hdfs:}, {@code s3a:} or a plain path), through Hadoop's
 * file systems. A file that is written appears under its name only when it is complete.
 */
public final class Storage {
  private static final int MOST_READS = 3;

  /** What is read of a pipe or a device. */
  private static final int MOST_DEVICE_BYTES = 1 << 24;

  private final FileSystems fileSystems;

  Storage(Configuration configuration) {
    this.fileSystems = new FileSystems(configuration);
  }

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(PendingFile place) throws IOException;
  }

  /** The address with its scheme, absolute; a plain path is a local one. */
  public String absolute(String address) {
    return path(address).toString();
  }

  /** Whether the address is on this machine's own file system. */
  public boolean isLocal(String address) {
    return "file".equals(path(address).toUri().getScheme());
  }

  /** The address of {@code name} inside the folder {@code address}. */
  public static String inside(String address, String name) {
    return address.endsWith("/") ? address + name : address + "/" + name;
  }

  public boolean exists(String address) throws IOException {
    Path path = path(address);
    return fileSystem(path).exists(path);
  }

  public boolean isFolder(String address) throws IOException {
    return status(address).map(FileStatus::isDirectory).orElse(false);
  }

  /** A file with its name, which a path makes anew each time it is asked. */
  private record Named(String name, FileStatus file) {}

  /** The files directly inside a folder, by name; none if the folder does not exist. */
  public List<FileStatus> list(String folder) throws IOException {
    Path path = path(folder);
    try {
      List<Named> files = new ArrayList<>();
      for (FileStatus file : fileSystem(path).listStatus(path)) {
        if (!file.isDirectory()) {
          files.add(new Named(name(file), file));
        }
      }
      files.sort(Comparator.comparing(Named::name));
      return files.stream().map(Named::file).toList();
    } catch (FileNotFoundException absent) {
      return List.of();
    }
  }

  /** The name of a listed file. */
  public static String name(FileStatus file) {
    return file instanceof LocalFile local ? local.name() : file.getPath().getName();
  }

  /** A file or folder, if it exists. */
  public Optional<FileStatus> status(String address) throws IOException {
    Path path = path(address);
    try {
      return Optional.of(fileSystem(path).getFileStatus(path));
    } catch (FileNotFoundException absent) {
      return Optional.empty();
    }
  }

  /** Opens a file for positional reading. The caller closes it. */
  public SeekableSource source(String address, String name) throws IOException {
    Path path = path(address);
    if (isLocal(address)) {
      java.nio.file.Path local = LocalFiles.local(path);
      if (Files.exists(local) && !Files.isRegularFile(local)) {
        throw new IOException("not a regular file");
      }
      return FileSource.open(local);
    }
    return HadoopSource.open(this, path, name);
  }

  /** A Parquet file to read. */
  public InputFile input(String address) throws IOException {
    Path path = path(address);
    return input(fileSystem(path).getFileStatus(path));
  }

  /** A listed Parquet file to read; the store is not asked for its status again. */
  public InputFile input(FileStatus file) throws IOException {
    return new StoredFile(fileSystem(file.getPath()), file);
  }

  /** Opens a file to be read from its start. The caller closes it. */
  public InputStream open(String address) throws IOException {
    Path path = path(address);
    return fileSystem(path).open(path);
  }

  /**
   * Reads a file whole. S3A fails if the file is replaced while it is read, as a heartbeat may be:
   * it is then read again.
   */
  public byte[] readBytes(String address) throws IOException {
    for (int i = 1; ; i++) {
      try (InputStream in = open(address)) {
        return isDevice(address) ? beginning(address, in) : in.readAllBytes();
      } catch (FileNotFoundException absent) {
        throw absent;
      } catch (IOException failed) {
        if (i == MOST_READS) {
          throw failed;
        }
      }
    }
  }

  /** Whether an address is that of a pipe or a device, which may have no end. */
  private boolean isDevice(String address) {
    return isLocal(address) && !Files.isRegularFile(LocalFiles.local(path(address)));
  }

  private static byte[] beginning(String address, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_DEVICE_BYTES);
    if (bytes.length == MOST_DEVICE_BYTES) {
      throw new UserMistake(address + ": is no file but a device without an end; give a file");
    }
    return bytes;
  }

  public String readText(String address) throws IOException {
    return new String(readBytes(address), StandardCharsets.UTF_8);
  }

  public void writeText(String address, String text) throws IOException {
    publish(address, place -> place.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Creates a file that does not exist yet: of several processes that try at once, one succeeds.
   *
   * @return false if it exists
   */
  public boolean createText(String address, String text) throws IOException {
    Path path = path(address);
    try {
      return FileWrites.create(fileSystem(path), path, text);
    } catch (IOException failed) {
      OutputFailure.tellUser(address, failed);
      throw failed;
    }
  }

  /** Writes a file that appears complete or, if that fails, not at all. */
  public void publish(String address, Content content) throws IOException {
    PendingFile pending = pending(address);
    try {
      content.writeTo(pending);
      pending.complete();
    } catch (IOException | RuntimeException | FSError failed) {
      pending.abort();
      pending.remove();
      OutputFailure.tellUser(address, failed);
      throw failed;
    }
  }

  /** Starts a file that the caller completes or aborts. */
  public PendingFile pending(String address) throws IOException {
    Path path = path(address);
    return PendingFile.of(fileSystem(path), path);
  }

  /** Renames a file, over one of that name if there is one. */
  public void move(String from, String to) throws IOException {
    Path path = path(to);
    FileWrites.replace(fileSystem(path), path(from), path);
  }

  /** Removes a file if it exists. */
  public void delete(String address) throws IOException {
    Path path = path(address);
    fileSystem(path).delete(path, false);
  }

  /** The first line of a failure's message. */
  public static String reason(Throwable failure) {
    if (failure instanceof FileSystemException refused && refused.getReason() == null) {
      // Its message is only the name of the file.
      String kind = refused.getClass().getSimpleName().replace("Exception", "");
      String words = kind.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
      return words + ": " + refused.getFile();
    }
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }

  FileSystem fileSystem(Path path) throws IOException {
    return fileSystems.of(path);
  }

  Path path(String address) {
    return fileSystems.qualified(address);
  }
}
