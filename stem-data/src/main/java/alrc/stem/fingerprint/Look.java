package alrc.stem.fingerprint;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * What an image looks like, whatever its size, contrast and orientation, in two parts that err
 * differently.
 *
 * <p><b>Signs</b> of the lowest 32 × 32 coefficients of the discrete cosine transform (DCT-II) of
 * its {@link AreaMeans}, the mean left out: the perceptual hash of Zauner, "Implementation and
 * benchmarking of perceptual image hash functions" (2010), 3.2.1, with more bits, and 0 as the
 * threshold. A sign keeps a wave's phase and forgets its strength, so that even the recorded noise
 * distinguishes two images of one crystal; but a strong lattice leaks into its neighbours, which a
 * taper (half a sine wave along each axis) damps and does not end. <b>Tones</b>: the means over 16
 * × 16 areas, which the strong features decide, and which are alike in images that are bright in
 * the same corner. Copies agree in both.
 *
 * <p>A flip changes the signs of all odd coefficients of an axis and a transposition exchanges the
 * axes, so the eight orientations of a look follow from one.
 */
public final class Look {
  private static final int WAVES = 32;
  private static final int SIDE = AreaMeans.SIDE;

  /** How many signs there are. */
  public static final int BITS = WAVES * WAVES;

  /** The number of longs, each with two rows of waves. */
  static final int LONGS = BITS / Long.SIZE;

  /** A thumbnail whose cells differ by less, relative to their size, shows nothing. */
  private static final double FLAT = 1e-6;

  private static final float[][] BASIS = basis();

  private final long[] signs;
  private final Tones tones;

  private Look(long[] signs, Tones tones) {
    this.signs = signs;
    this.tones = tones;
  }

  /** Returns the look of a thumbnail; empty if it is blank. */
  static Optional<Look> of(float[] cells) {
    double mean = 0;
    double largest = 0;
    for (float cell : cells) {
      mean += cell / cells.length;
      largest = Math.max(largest, Math.abs(cell));
    }
    double spread = 0;
    float[] tapered = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      double difference = cells[i] - mean;
      spread = Math.max(spread, Math.abs(difference));
      tapered[i] = (float) (difference * taper(i / SIDE) * taper(i % SIDE));
    }
    return spread <= FLAT * largest
        ? Optional.empty()
        : Optional.of(new Look(signs(tapered), Tones.of(cells)));
  }

  private static long[] signs(float[] tapered) {
    float[][] across = new float[WAVES][SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int wave = 0; wave < WAVES; wave++) {
        float sum = 0;
        for (int col = 0; col < SIDE; col++) {
          sum += tapered[row * SIDE + col] * BASIS[wave][col];
        }
        across[wave][row] = sum;
      }
    }
    long[] signs = new long[LONGS];
    for (int down = 0; down < WAVES; down++) {
      for (int wave = 0; wave < WAVES; wave++) {
        float sum = 0;
        for (int row = 0; row < SIDE; row++) {
          sum += across[wave][row] * BASIS[down][row];
        }
        if (sum > 0 && down + wave > 0) {
          set(signs, down, wave);
        }
      }
    }
    return signs;
  }

  /** Parses {@link #toString}. */
  static Look parse(String base64) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    long[] signs = new long[LONGS];
    for (int i = 0; i < LONGS; i++) {
      signs[i] = bytes.getLong();
    }
    byte[] tones = new byte[bytes.remaining()];
    bytes.get(tones);
    return new Look(signs, new Tones(tones));
  }

  /** Returns the means over 16 × 16 areas. */
  Tones tones() {
    return tones;
  }

  /** Returns the signs, {@value #LONGS} longs; callers must not change them. */
  long[] signs() {
    return signs;
  }

  /**
   * Returns the signs in all eight orientations, one after the other. In orientation {@code o} the
   * image is transposed where {@code o & 4}, then its columns are reversed where {@code o & 1} and
   * its rows where {@code o & 2}.
   */
  long[] orientations() {
    long[] all = new long[8 * LONGS];
    for (int orientation = 0; orientation < 8; orientation++) {
      long[] turned = new long[LONGS];
      for (int down = 0; down < WAVES; down++) {
        for (int wave = 0; wave < WAVES; wave++) {
          boolean sign = (orientation & 4) == 0 ? has(down, wave) : has(wave, down);
          boolean flipped =
              ((orientation & 1) != 0 && (wave & 1) != 0)
                  ^ ((orientation & 2) != 0 && (down & 1) != 0);
          if (sign != flipped) {
            set(turned, down, wave);
          }
        }
      }
      System.arraycopy(turned, 0, all, orientation * LONGS, LONGS);
    }
    return all;
  }

  private boolean has(int down, int wave) {
    int bit = down * WAVES + wave;
    return (signs[bit >> 6] >>> (bit & 63) & 1) != 0;
  }

  private static void set(long[] signs, int down, int wave) {
    int bit = down * WAVES + wave;
    signs[bit >> 6] |= 1L << (bit & 63);
  }

  private static double taper(int i) {
    return StrictMath.sin(StrictMath.PI * (i + 0.5) / SIDE);
  }

  private static float[][] basis() {
    float[][] basis = new float[WAVES][SIDE];
    for (int wave = 0; wave < WAVES; wave++) {
      for (int i = 0; i < SIDE; i++) {
        basis[wave][i] = (float) StrictMath.cos(StrictMath.PI * wave * (i + 0.5) / SIDE);
      }
    }
    return basis;
  }

  /** Returns signs and tones as base64. */
  @Override
  public String toString() {
    ByteBuffer bytes = ByteBuffer.allocate(LONGS * Long.BYTES + tones.values().length);
    for (long part : signs) {
      bytes.putLong(part);
    }
    return Base64.getEncoder().encodeToString(bytes.put(tones.values()).array());
  }
}
