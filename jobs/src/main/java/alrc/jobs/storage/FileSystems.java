package alrc.jobs.storage;

import alrc.settings.UserMistake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the path and the file system that an address names. */
final class FileSystems {
  // Hadoop knows these schemes, but cannot list a folder there, or not write to it.
  private static final Set<String> UNLISTED = Set.of("http", "https", "ftp");

  private final Configuration configuration;
  private final LocalFiles localFiles;

  FileSystems(Configuration configuration) {
    UnnamedUser.login();
    this.configuration = configuration;
    this.localFiles = LocalFiles.of(configuration);
  }

  /** The file system of a path, ours for local files. */
  FileSystem of(Path path) throws IOException {
    FileSystem fileSystem = path.getFileSystem(configuration);
    if (fileSystem instanceof LocalFileSystem local) {
      return LocalFiles.replaces(local) ? localFiles : local.getRaw();
    }
    return fileSystem;
  }

  /** The absolute path with its scheme; a plain path is a local one. */
  Path qualified(String address) {
    try {
      Path path = toPath(address);
      String scheme = path.toUri().getScheme();
      if (scheme != null && UNLISTED.contains(scheme)) {
        throw new UserMistake(
            address + ": must be a file or folder, or a file:, hdfs: or s3a: address");
      }
      return path.getFileSystem(configuration).makeQualified(path);
    } catch (IOException | IllegalArgumentException unknown) {
      throw new UserMistake(
          address + ": no such file system (" + Storage.reason(unknown) + ")", unknown);
    }
  }

  private static Path toPath(String address) {
    if (address.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]+:.*")
        && !Files.exists(java.nio.file.Path.of(address))) {
      return new Path(address);
    }
    // A plain path is taken literally: no character of it is special.
    URI uri = java.nio.file.Path.of(address).toAbsolutePath().normalize().toUri();
    return new Path(uri.getScheme(), null, uri.getPath());
  }
}
