package alrc.stem.dataset;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a listing says of a file. A file with an equal stamp is taken for unchanged, as {@code make}
 * and {@code rsync} do.
 *
 * @param bytes its length
 * @param modified time of its last change, in nanoseconds since 1970
 * @param etag what an object store calls this version of the content; of a folder that is one
 *     input, a digest of the stamps in it; empty where there is none
 */
public record Stamp(long bytes, long modified, String etag) {
  /** Clocks of file systems tick at most this coarsely (FAT: 2 s). */
  private static final long TICK_MILLIS = 3_000;

  /**
   * Returns the stamp of a file as it was listed just now; null where it could not show the next
   * change: a file that changes twice within one tick of the clock keeps its time. An ETag shows
   * every change.
   *
   * @param modified in nanoseconds since 1970; 0 where it is unknown
   * @param etag null or empty where the store has none
   * @param nowMillis the time of the listing, in milliseconds since 1970
   */
  public static @Nullable Stamp of(
      long bytes, long modified, @Nullable String etag, long nowMillis) {
    if (etag != null && !etag.isEmpty()) {
      return new Stamp(bytes, modified, etag);
    }
    long settled = TimeUnit.MILLISECONDS.toNanos(nowMillis - TICK_MILLIS);
    return modified > 0 && modified < settled ? new Stamp(bytes, modified, "") : null;
  }
}
