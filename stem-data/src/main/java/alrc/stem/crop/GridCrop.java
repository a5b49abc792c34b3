package alrc.stem.crop;

import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Cuts crops on a grid. An image that is smaller than a crop and not rejected gives one crop in
 * that direction, which begins at its first pixel.
 *
 * @param side rows and columns of a crop
 * @param stride distance between neighbouring crops, in pixels
 * @param origin first row and first column of the grid
 * @param remainder what to do with the pixels at the right and at the bottom
 * @param smaller whether an image smaller than a crop is rejected or padded
 * @param pad the fill of a crop beyond the edge of the image
 */
public record GridCrop(
    int side,
    @Preset("=side") int stride,
    @Preset("[0, 0]") List<Integer> origin,
    @Preset("drop") Remainder remainder,
    @Preset("reject") Smaller smaller,
    @Preset("reflect") Padding pad)
    implements Cropper {

  /** Checks all settings. */
  public GridCrop {
    Sides.check(side);
    if (stride < 1) {
      throw new SettingMistake("crop stride", stride, "must be at least 1 pixel");
    }
    origin = List.copyOf(origin);
    if (origin.size() != 2 || origin.stream().anyMatch(start -> start < 0)) {
      throw new SettingMistake("crop origin", origin, "must be [row, column], each at least 0");
    }
    boolean pads = smaller == Smaller.PAD || remainder == Remainder.PAD;
    Pads.check(pad, pads, "smaller: pad or remainder: pad");
  }

  /**
   * Makes a grid that begins at the first pixel, drops the remainder and rejects smaller images.
   */
  public GridCrop(int side, int stride) {
    this(side, stride, List.of(0, 0), Remainder.DROP, Smaller.REJECT, new ReflectPadding());
  }

  @Override
  public String kind() {
    return "grid";
  }

  @Override
  public long count(int height, int width) {
    return (long) along(height, origin.get(0)) * along(width, origin.get(1));
  }

  @Override
  public List<CropRow> plan(int height, int width, RandomGenerator random) {
    List<Integer> cols = starts(width, origin.get(1));
    return starts(height, origin.get(0)).stream()
        .filter(row -> !cols.isEmpty())
        .map(row -> new CropRow(row, cols))
        .toList();
  }

  /** Whole crops along an axis that is at least as long as a crop. */
  private int whole(int length, int first) {
    return length - first < side ? 0 : (length - first - side) / stride + 1;
  }

  private int along(int length, int first) {
    if (length < side) {
      return smaller == Smaller.PAD && length > 0 ? 1 : 0;
    }
    return whole(length, first) + (hasRemainder(length, first) ? 1 : 0);
  }

  /** Whether one more crop follows the whole ones. */
  private boolean hasRemainder(int length, int first) {
    int whole = whole(length, first);
    long reached = whole == 0 ? first : first + (whole - 1L) * stride + side;
    return switch (remainder) {
      case DROP -> false;
      case SHIFT -> reached < length;
      case PAD -> reached < length && first + (long) whole * stride < length;
    };
  }

  private List<Integer> starts(int length, int first) {
    if (length < side) {
      return along(length, first) == 1 ? List.of(0) : List.of();
    }
    int whole = whole(length, first);
    IntStream starts = IntStream.range(0, whole).map(i -> first + i * stride);
    if (hasRemainder(length, first)) {
      int last = remainder == Remainder.SHIFT ? length - side : first + whole * stride;
      starts = IntStream.concat(starts, IntStream.of(last));
    }
    return starts.boxed().toList();
  }
}
