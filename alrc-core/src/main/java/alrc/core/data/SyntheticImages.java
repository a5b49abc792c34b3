package alrc.core.data;

import alrc.core.random.Randomness;
import alrc.settings.Limits;
import alrc.settings.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Windows that look like atomic-resolution micrographs: a lattice of bright columns of random
 * orientation, spacing and width, on a sloping background, sometimes with a vacuum edge, with
 * noise; values in [−1, 1].
 *
 * <p>Each image is a function of (seed, split, index, channels). The first {@value #KEPT} are
 * cached.
 */
public final class SyntheticImages implements Images {
  private static final int SIDE = 32;
  private static final int KEPT = 4096;
  private static final String VERSION = "synthetic-lattice-1";

  private final int count;
  private final int channels;
  private final long seed;
  private final String name;
  private final AtomicReferenceArray<float[]> kept;

  /**
   * Sets what images to make.
   *
   * @param count how many, ≥ 1
   * @param channels of each, ≥ 1
   * @param seed of all of them
   */
  public SyntheticImages(int count, int channels, long seed) {
    this(count, channels, seed, DataSpec.Split.TRAIN);
  }

  /** The same of a split: the images of different splits have nothing in common. */
  public SyntheticImages(int count, int channels, long seed, DataSpec.Split split) {
    Limits.atLeast("images", count, 1);
    Limits.atLeast("channels", channels, 1);
    this.count = count;
    this.channels = channels;
    this.seed = seed;
    this.name = split.named(VERSION);
    this.kept = new AtomicReferenceArray<>(Math.min(count, KEPT));
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int side() {
    return SIDE;
  }

  @Override
  public void copy(int index, float[] destination) {
    Limits.require(index >= 0 && index < count, "index", index, "must be in 0 … " + (count - 1));
    float[] image = index < kept.length() ? kept.get(index) : null;
    if (image == null) {
      image = make(index);
      if (index < kept.length()) {
        kept.set(index, image);
      }
    }
    System.arraycopy(image, 0, destination, 0, image.length);
  }

  private float[] make(int index) {
    float[] image = new float[channels * SIDE * SIDE];
    SplittableRandom random = Randomness.of(seed, name, index);
    LatticeWindow window = LatticeWindow.draw(random, SIDE);
    for (int channel = 0; channel < channels; channel++) {
      window.paint(image, channel * SIDE * SIDE, SIDE, random);
    }
    return image;
  }

  @Override
  public String id(int index) {
    return "synthetic#" + index;
  }

  @Override
  public String digest() {
    MessageDigest sha = Sha256.start();
    sha.update(name.getBytes(StandardCharsets.UTF_8));
    sha.update(ByteBuffer.allocate(16).putInt(count).putInt(channels).putLong(seed).array());
    return HexFormat.of().formatHex(sha.digest());
  }
}
