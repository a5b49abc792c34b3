package alrc.stem.fingerprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds which of many frames are copies of each other, flipped, turned, rescaled, re-encoded or
 * with noise added.
 *
 * <p>Every pair of one shape (ratio of the sides, within 3 %) is compared in all eight
 * orientations: the number of signs in which two looks differ. The first quarter of the signs
 * decides whether the rest is looked at, and so nearly all of the time: about 10 ns a pair, some
 * seconds of one core for 20,000 frames. A table of hashed bits (LSH) would miss copies here: at
 * the third of all signs that noise may turn, hardly two keys of a useful length agree.
 *
 * <p>What most pixels show decides. Images that are one value nearly everywhere, and differ only in
 * the few other pixels, can be taken for copies when those lie alike: partial scans along one path,
 * of different specimens, sometimes are. They share a split then, which is harmless; to drop or
 * reject them as copies is not.
 */
public final class Likeness {
  /** Of the {@link Look#BITS} signs at most so many differ; of different frames, half of them. */
  static final int NEAR_BITS = 384;

  /** The least correlation of the tones. */
  static final double NEAR_TONES = 0.75;

  private static final int QUARTER = Look.LONGS / 4;
  private static final int QUARTER_BITS = 112;
  private static final double ASPECT = 1.03;

  /** The most links of one frame to earlier ones: enough to keep a group connected. */
  private static final int MOST_LINKS = 64;

  private Likeness() {}

  /**
   * A frame that is a copy of an earlier one.
   *
   * @param index of the frame
   * @param earlier index of the other, below {@code index}
   * @param differing signs that differ; 0 where all pixels are equal
   * @param exact whether all pixels are equal
   */
  public record Link(int index, int earlier, int differing, boolean exact) {}

  /**
   * Returns the links between frames, by index. A frame whose pixels equal an earlier one's is
   * linked to the first such frame alone; other frames of one owner are not compared.
   *
   * @param owners of the frames: the files that they are in
   */
  public static List<Link> of(List<Fingerprint> frames, int[] owners) {
    List<Link> links = new ArrayList<>();
    Map<String, Integer> first = new HashMap<>();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Integer same = first.putIfAbsent(frames.get(i).pixels(), i);
      if (same != null) {
        links.add(new Link(i, same, 0, true));
      } else {
        Candidate.of(i, owners[i], frames.get(i)).ifPresent(candidates::add);
      }
    }
    Candidate[] array = candidates.toArray(Candidate[]::new);
    IntStream.range(0, array.length)
        .parallel()
        .mapToObj(i -> before(array, i))
        .toList()
        .forEach(links::addAll);
    links.sort((a, b) -> Integer.compare(a.index, b.index));
    return links;
  }

  private static final class Candidate {
    private final int index;
    private final int owner;
    private final double aspect;
    private final Look look;
    private final long[] orientations;

    Candidate(int index, int owner, double aspect, Look look) {
      this.index = index;
      this.owner = owner;
      this.aspect = aspect;
      this.look = look;
      this.orientations = look.orientations();
    }

    static Optional<Candidate> of(int index, int owner, Fingerprint frame) {
      return frame.appearance().map(look -> new Candidate(index, owner, frame.aspect(), look));
    }

    boolean mayBeLike(Candidate other) {
      double ratio = aspect / other.aspect;
      return owner != other.owner && ratio < ASPECT && ratio > 1 / ASPECT;
    }
  }

  private static List<Link> before(Candidate[] all, int i) {
    List<Link> links = new ArrayList<>();
    for (int j = 0; j < i && links.size() < MOST_LINKS; j++) {
      if (all[i].mayBeLike(all[j])) {
        int differing = differing(all[i].look, all[i].orientations, all[j].look);
        if (differing <= NEAR_BITS) {
          links.add(new Link(all[i].index, all[j].index, differing, false));
        }
      }
    }
    return links;
  }

  /** Returns how many signs differ in the orientation that fits best; all where none fits. */
  static int differing(Look look, long[] orientations, Look other) {
    long[] signs = other.signs();
    int least = Look.BITS;
    for (int orientation = 0; orientation < 8; orientation++) {
      int start = orientation * Look.LONGS;
      if (count(orientations, start, signs, QUARTER) <= QUARTER_BITS) {
        int differing = count(orientations, start, signs, Look.LONGS);
        if (differing <= NEAR_BITS
            && differing < least
            && other.tones().correlation(look.tones(), orientation) >= NEAR_TONES) {
          least = differing;
        }
      }
    }
    return least;
  }

  private static int count(long[] orientations, int start, long[] signs, int longs) {
    int differing = 0;
    for (int i = 0; i < longs; i++) {
      differing += Long.bitCount(orientations[start + i] ^ signs[i]);
    }
    return differing;
  }
}
