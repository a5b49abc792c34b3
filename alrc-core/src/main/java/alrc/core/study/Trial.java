package alrc.core.study;

import alrc.settings.Sha256;

/**
 * A cell and a seed, on data of a digest: what the ledger recognises.
 *
 * @param cell a point of the grid
 * @param seed decides initial weights and batches
 * @param dataDigest of the images
 */
public record Trial(Cell cell, long seed, String dataDigest) {
  /** 16 hexadecimal digits of SHA-256 over canonical cell, seed and data digest. */
  public String id() {
    return Sha256.hex(cell.canonicalJson() + "\n" + seed + "\n" + dataDigest, 16);
  }
}
