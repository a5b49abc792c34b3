package alrc.stem.dataset;

import alrc.stem.fingerprint.Fingerprint;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of examining or preparing one source.
 *
 * @param source the file, relative to the root of its input
 * @param sha256 of its bytes, hexadecimal; empty if they could not be read
 * @param split of its examples
 * @param images arrays found in it
 * @param imagesUsed images that gave at least one crop
 * @param crops planned: examples + rejected crops
 * @param examples made
 * @param digest sum modulo 2^64 of its examples' digests
 * @param rejects the images and crops that were not used
 * @param fingerprints of the frames that are used; empty for a part of an earlier version
 * @param used the images that are used; empty for a part of an earlier version
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
    List<Reject> rejects,
    @Nullable List<Fingerprint> fingerprints,
    @Nullable List<SourceImage> used) {

  /** Copies the lists. */
  public SourceFacts {
    rejects = List.copyOf(rejects);
    fingerprints = fingerprints == null ? List.of() : List.copyOf(fingerprints);
    used = used == null ? List.of() : List.copyOf(used);
  }

  @Override
  public List<Fingerprint> fingerprints() {
    return Objects.requireNonNull(fingerprints);
  }

  @Override
  public List<SourceImage> used() {
    return Objects.requireNonNull(used);
  }

  /** Returns these facts with another split. */
  public SourceFacts in(Split other) {
    return new SourceFacts(
        source,
        sha256,
        other,
        images,
        imagesUsed,
        crops,
        examples,
        digest,
        rejects,
        fingerprints,
        used);
  }

  /** Returns the facts of this source if the whole file is rejected. */
  public SourceFacts rejected(String stage, String reason, String detail) {
    return new SourceFacts(
        source,
        sha256,
        split,
        images,
        0,
        0,
        0,
        0,
        List.of(Reject.file(source, stage, reason, detail)),
        List.of(),
        List.of());
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
