package alrc.stem.crop;

import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Cuts crops at distinct random positions, all equally likely. An image with fewer positions gives
 * a crop at each. If an image is smaller than a crop in one direction and is not rejected, crops
 * begin at its first pixel in that direction.
 *
 * @param side rows and columns of a crop
 * @param count crops per image (per frame of a stack)
 * @param smaller whether an image smaller than a crop is rejected or padded
 * @param pad the fill of a crop beyond the edge of the image
 */
public record RandomCrop(
    int side, int count, @Preset("reject") Smaller smaller, @Preset("reflect") Padding pad)
    implements Cropper {
  private static final int MOST = 1_000_000;

  /** Checks the numbers and the fill. */
  public RandomCrop {
    Sides.check(side);
    if (count < 1 || count > MOST) {
      throw new SettingMistake("crop count", count, "must be in 1…" + MOST);
    }
    Pads.check(pad, smaller == Smaller.PAD, "smaller: pad");
  }

  @Override
  public String kind() {
    return "random";
  }

  @Override
  public long count(int height, int width) {
    return Math.min(count, positions(height) * positions(width));
  }

  private long positions(int length) {
    if (length < side) {
      return smaller == Smaller.PAD && length > 0 ? 1 : 0;
    }
    return length - side + 1L;
  }

  /** Floyd's algorithm F2 for a random subset (Communications of the ACM 30(9), 1987, 754–757). */
  @Override
  public List<CropRow> plan(int height, int width, RandomGenerator random) {
    long all = positions(height) * positions(width);
    TreeSet<Long> chosen = new TreeSet<>();
    for (long last = all - count(height, width); last < all; last++) {
      long drawn = random.nextLong(last + 1);
      chosen.add(chosen.contains(drawn) ? last : drawn);
    }
    TreeMap<Integer, List<Integer>> rows = new TreeMap<>();
    for (long position : chosen) {
      int row = (int) (position / positions(width));
      rows.computeIfAbsent(row, r -> new ArrayList<>()).add((int) (position % positions(width)));
    }
    return rows.entrySet().stream().map(e -> new CropRow(e.getKey(), e.getValue())).toList();
  }
}
