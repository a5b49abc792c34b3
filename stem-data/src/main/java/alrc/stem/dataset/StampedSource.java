package alrc.stem.dataset;

import org.jspecify.annotations.Nullable;

/**
 * A source that was read, and what its file looked like from outside: one row of {@code
 * stamps.parquet}.
 *
 * @param source the file, relative to the root of its input
 * @param sha256 of its bytes, hexadecimal
 * @param place digest of the address of the file, or of the archive that contains it
 * @param stamp of the file, or of the archive, when it was listed before it was read
 * @param examined its facts before it was compared with other sources; null where a part contains
 *     its facts, or other files decided them
 */
public record StampedSource(
    String source, String sha256, String place, Stamp stamp, @Nullable SourceFacts examined) {
  /** Returns the same for a source whose facts are in a part. */
  public StampedSource withoutFacts() {
    return new StampedSource(source, sha256, place, stamp, null);
  }
}
