package alrc.core.study;

import alrc.settings.Sha256;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cell and a seed, on data of a digest: what the ledger recognises. It is no record because it
 * keeps its id, which large studies ask for many times. Immutable.
 */
public final class Trial {
  private static final int ID_DIGITS = 16;

  private final Cell cell;
  private final long seed;
  private final String dataDigest;
  private final IdStart start;
  private @Nullable String id; // made where it is first asked for; every thread makes the same

  /**
   * A trial.
   *
   * @param cell a point of the grid
   * @param seed decides initial weights and batches
   * @param dataDigest of the images
   */
  public Trial(Cell cell, long seed, String dataDigest) {
    this(cell, seed, dataDigest, new IdStart(cell));
  }

  private Trial(Cell cell, long seed, String dataDigest, IdStart start) {
    this.cell = cell;
    this.seed = seed;
    this.dataDigest = dataDigest;
    this.start = start;
  }

  /** The trials of a cell, one for each of these seeds. */
  static List<Trial> of(Cell cell, List<Long> seeds, String dataDigest) {
    IdStart start = new IdStart(cell);
    return seeds.stream().map(seed -> new Trial(cell, seed, dataDigest, start)).toList();
  }

  /** What the ids of the trials of a cell have in common: most of what is digested. */
  private static final class IdStart {
    private final Cell cell;
    private Sha256.@Nullable Beginning known; // every thread makes the same

    IdStart(Cell cell) {
      this.cell = cell;
    }

    Sha256.Beginning digest() {
      Sha256.Beginning made = known;
      if (made == null) {
        made = new Sha256.Beginning(cell.canonicalJson() + "\n");
        known = made;
      }
      return made;
    }
  }

  /** The point of the grid. */
  public Cell cell() {
    return cell;
  }

  /** What decides initial weights and batches. */
  public long seed() {
    return seed;
  }

  /** The digest of the images. */
  public String dataDigest() {
    return dataDigest;
  }

  /** 16 hexadecimal digits of SHA-256 over canonical cell, seed and data digest. */
  public String id() {
    String known = id;
    if (known == null) {
      known = start.digest().hex(seed + "\n" + dataDigest, ID_DIGITS);
      id = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Trial trial
        && seed == trial.seed
        && dataDigest.equals(trial.dataDigest)
        && cell.equals(trial.cell);
  }

  @Override
  public int hashCode() {
    return Objects.hash(cell, seed, dataDigest);
  }

  @Override
  public String toString() {
    return "trial " + id();
  }
}
