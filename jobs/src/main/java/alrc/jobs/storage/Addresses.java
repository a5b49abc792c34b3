package alrc.jobs.storage;

import alrc.jobs.fault.UserMistake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a text that names a file or folder means. */
final class Addresses {
  // Hadoop knows these, but a folder there cannot be listed, or not be written.
  private static final Set<String> UNLISTED = Set.of("http", "https", "ftp");

  private Addresses() {}

  /** The absolute path with its scheme; a plain path is a local one. */
  static Path qualified(String address, Configuration configuration) {
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
    if (address.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")
        && !Files.exists(java.nio.file.Path.of(address))) {
      return new Path(address);
    }
    // A plain path is taken to the letter: no character of it is special.
    URI uri = java.nio.file.Path.of(address).toAbsolutePath().normalize().toUri();
    return new Path(uri.getScheme(), null, uri.getPath());
  }
}
