package alrc.core.data;

import alrc.core.random.Randomness;
import alrc.settings.Limits;
import alrc.settings.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Partial scans of lattices like those of {@link SyntheticImages}, along a spiral of about an
 * eighth of the pixels, with noise where the beam only grazed a pixel. They serve to try a network
 * without files; the scans of prepared data are more realistic.
 *
 * <p>Each is a function of (seed, split, index, side), made again each time.
 */
public final class SyntheticScans implements PartialScans {
  private static final String VERSION = "synthetic-scan-1";
  private static final double PITCH = 8;

  private final int count;
  private final int side;
  private final long seed;
  private final String name;
  private final float[] mask;
  private final AlignedResize half;

  /**
   * Sets what scans to make.
   *
   * @param count how many, ≥ 1
   * @param side of each, in pixels, even, ≥ 8
   * @param seed of all of them
   */
  public SyntheticScans(int count, int side, long seed) {
    this(count, side, seed, DataSpec.Split.TRAIN);
  }

  /** The same of a split: the scans of different splits have nothing in common. */
  public SyntheticScans(int count, int side, long seed, DataSpec.Split split) {
    Limits.atLeast("images", count, 1);
    Limits.require(side >= 8 && side % 2 == 0, "side", side, "must be even, >= 8");
    this.count = count;
    this.side = side;
    this.seed = seed;
    this.name = split.named(VERSION);
    this.mask = spiral(side);
    this.half = new AlignedResize(side, side / 2);
  }

  /** Weight 1 on the line of an Archimedean spiral about the centre, falling to 0 in a pixel. */
  private static float[] spiral(int side) {
    float[] mask = new float[side * side];
    double centre = (side - 1) / 2.0;
    for (int i = 0; i < mask.length; i++) {
      int row = i / side;
      double y = row - centre;
      double x = i % side - centre;
      double turns = StrictMath.atan2(y, x) / (2 * StrictMath.PI);
      double lines = StrictMath.sqrt(x * x + y * y) / PITCH - turns;
      double distance = Math.abs(lines - Math.rint(lines)) * PITCH;
      mask[i] = (float) Math.max(0, 1 - distance);
    }
    return mask;
  }

  /** The mean weight of the path at a size. */
  public static double coverage(int side) {
    double sum = 0;
    for (float weight : spiral(side)) {
      sum += weight;
    }
    return sum / side / side;
  }

  @Override
  public PartialScanExample example(int index) {
    Limits.require(index >= 0 && index < count, "index", index, "must be in 0 … " + (count - 1));
    int pixels = side * side;
    SplittableRandom random = Randomness.of(seed, name, index);
    float[] truth = new float[pixels];
    LatticeWindow.draw(random, side).paint(truth, 0, side, random);
    float[] completion = TargetBlur.blur(truth, side);
    float[] small = new float[pixels / 4];
    half.apply(truth, 0, small, 0);
    float[] input = new float[2 * pixels];
    for (int i = 0; i < pixels; i++) {
      float m = mask[i];
      double grazed = 2 * (1 - m) * random.nextDouble() * completion[i];
      double scanned = m > 0 ? m * (m * truth[i] + grazed) : -1;
      input[i] = (float) ((scanned + 1) / 2);
      input[pixels + i] = m;
    }
    return new PartialScanExample(input, completion, TargetBlur.blur(small, side / 2));
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public String id(int index) {
    return "synthetic-scan#" + index;
  }

  @Override
  public String digest() {
    MessageDigest sha = Sha256.start();
    sha.update(name.getBytes(StandardCharsets.UTF_8));
    sha.update(ByteBuffer.allocate(16).putInt(count).putInt(side).putLong(seed).array());
    return HexFormat.of().formatHex(sha.digest());
  }
}
