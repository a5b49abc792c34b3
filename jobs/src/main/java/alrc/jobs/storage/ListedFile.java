package alrc.jobs.storage;

import alrc.stem.dataset.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * A file in a listing.
 *
 * @param address full address
 * @param bytes its length; 0 if it is unknown
 * @param stamp by which a later run recognises it; null if that is not possible
 */
record ListedFile(String address, long bytes, @Nullable Stamp stamp) {
  /** A file of this machine. */
  static ListedFile of(String address, BasicFileAttributes is) {
    long modified = is.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    Stamp stamp =
        is.isRegularFile() ? Stamp.of(is.size(), modified, null, System.currentTimeMillis()) : null;
    return new ListedFile(address, is.size(), stamp);
  }

  /** A file of any store. */
  static ListedFile of(Storage storage, FileStatus file) {
    String address = file.getPath().toString();
    if (storage.isLocal(address)) {
      try { // Hadoop's own times have milliseconds only.
        return of(
            address,
            Files.readAttributes(LocalFiles.local(file.getPath()), BasicFileAttributes.class));
      } catch (IOException gone) {
        return new ListedFile(address, file.getLen(), null);
      }
    }
    long modified = TimeUnit.MILLISECONDS.toNanos(file.getModificationTime());
    String etag = file instanceof EtagSource store ? store.getEtag() : null;
    return new ListedFile(
        address,
        file.getLen(),
        Stamp.of(file.getLen(), modified, etag, System.currentTimeMillis()));
  }
}
