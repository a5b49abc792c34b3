package alrc.stem.dataset;

import java.util.List;

/**
 * What became of one source.
 *
 * @param source the file, relative to the root of its input
 * @param sha256 of its bytes, hexadecimal; empty where they could not be read
 * @param split of its examples
 * @param images arrays found in it
 * @param imagesUsed images that gave at least one crop
 * @param crops planned: examples + rejected crops
 * @param examples made
 * @param digest sum modulo 2^64 of its examples' digests
 * @param rejects what was not used
 */
public record SourceFacts(
    String source,
    String sha256,
    Split split,
    int images,
    int imagesUsed,
    long crops,
    long examples,
    long digest,
    List<Reject> rejects) {

  /** Copies the list. */
  public SourceFacts {
    rejects = List.copyOf(rejects);
  }

  /** Returns whether the whole file was rejected; otherwise it was used. */
  public boolean isRejected() {
    return rejects.stream().anyMatch(Reject::isWholeFile);
  }

  /** Returns the number of rejected crops. */
  public long cropsRejected() {
    return rejects.stream().filter(Reject::isCrop).count();
  }
}
