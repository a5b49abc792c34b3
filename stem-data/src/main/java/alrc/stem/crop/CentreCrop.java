package alrc.stem.crop;

import alrc.settings.Preset;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Cuts one crop in the middle of the image. If the difference in size is odd, the crop is half a
 * pixel up or left of the middle. A smaller image that is not rejected is in the middle of its
 * crop, whose first row or column is then negative.
 *
 * @param side rows and columns of a crop
 * @param smaller whether an image smaller than a crop is rejected or padded
 * @param pad the fill of a crop beyond the edge of the image
 */
public record CentreCrop(
    int side, @Preset("reject") Smaller smaller, @Preset("reflect") Padding pad)
    implements Cropper {

  /** Checks the side and the fill. */
  public CentreCrop {
    Sides.check(side);
    Pads.check(pad, smaller == Smaller.PAD, "smaller: pad");
  }

  @Override
  public String kind() {
    return "centre";
  }

  @Override
  public long count(int height, int width) {
    boolean fits = height >= side && width >= side;
    return fits || (smaller == Smaller.PAD && height > 0 && width > 0) ? 1 : 0;
  }

  @Override
  public List<CropRow> plan(int height, int width, RandomGenerator random) {
    if (count(height, width) == 0) {
      return List.of();
    }
    int col = Math.floorDiv(width - side, 2);
    return List.of(new CropRow(Math.floorDiv(height - side, 2), List.of(col)));
  }
}
