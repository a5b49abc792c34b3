package alrc.stem.transform;

import alrc.settings.SettingMistake;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Turns and flips, in the numbering of Ede &amp; Beanland, arXiv:1905.13667 (published code): 0
 * identity, 1 rot90, 2 rot180, 3 rot270, 4 flip up-down, 5 flip left-right, 6 rot90 then flip
 * up-down, 7 rot90 then flip left-right; rot90 is counter-clockwise. All eight are distinct: the
 * dihedral group D4.
 *
 * @param choice {@code random}: one of the eight, drawn per example; {@code none}: identity; {@code
 *     all}: eight examples of each crop, the augmentation index being the orientation
 */
public record Orient(String choice) implements Transform {
  private static final List<String> CHOICES = List.of("random", "none", "all");
  private static final int ALL = 8;
  private static final int ROWS = 8;

  /** Checks the choice. */
  public Orient {
    if (!CHOICES.contains(choice)) {
      throw new SettingMistake("orient choice", choice, "must be random, none or all");
    }
  }

  @Override
  public String kind() {
    return "orient";
  }

  @Override
  public Example apply(Example example, RandomGenerator random) {
    return switch (choice) {
      case "random" -> turned(example, random.nextInt(ALL));
      case "all" -> turned(example, example.key().augmentation());
      default -> example;
    };
  }

  @Override
  public int augmentations() {
    return choice.equals("all") ? ALL : 1;
  }

  /**
   * Returns an example of orientation 0 turned to another.
   *
   * @param orientation 0–7
   */
  public static Example turned(Example example, int orientation) {
    int height = example.height();
    int width = example.width();
    float[] from = example.truth();
    return switch (orientation) {
      case 0 -> example;
      case 2, 4, 5 -> {
        float[] to = flipped(from, height, width, orientation != 5, orientation != 4);
        yield example.oriented(height, width, to, orientation);
      }
      case 1, 3, 6, 7 -> {
        boolean upward = orientation == 1 || orientation == 7;
        boolean leftward = orientation == 3 || orientation == 7;
        float[] to = transposed(from, height, width, upward, leftward);
        yield example.oriented(width, height, to, orientation);
      }
      default ->
          throw new IllegalArgumentException("orientation " + orientation + ": must be in 0…7");
    };
  }

  private static float[] flipped(
      float[] from, int height, int width, boolean upDown, boolean leftRight) {
    float[] to = new float[from.length];
    for (int row = 0; row < height; row++) {
      int source = (upDown ? height - 1 - row : row) * width;
      int target = row * width;
      if (leftRight) {
        for (int col = 0; col < width; col++) {
          to[target + col] = from[source + width - 1 - col];
        }
      } else {
        System.arraycopy(from, source, to, target, width);
      }
    }
    return to;
  }

  /**
   * Transposes, the rows or columns of the result reversed: eight rows at a time, so that what is
   * read and what is written both stay in the first cache, whatever the width.
   */
  private static float[] transposed(
      float[] from, int height, int width, boolean reverseRows, boolean reverseCols) {
    float[] to = new float[from.length];
    int step = reverseCols ? -1 : 1;
    int whole = height - height % ROWS;
    for (int row = 0; row < whole; row += ROWS) {
      int place = reverseCols ? height - 1 - row : row;
      for (int col = 0; col < width; col++) {
        int target = (reverseRows ? width - 1 - col : col) * height + place;
        stand(from, row * width + col, width, to, target, step);
      }
    }
    for (int row = whole; row < height; row++) {
      int place = reverseCols ? height - 1 - row : row;
      for (int col = 0; col < width; col++) {
        to[(reverseRows ? width - 1 - col : col) * height + place] = from[row * width + col];
      }
    }
    return to;
  }

  /** Makes a row of the {@link #ROWS} pixels of a column. */
  private static void stand(float[] from, int source, int width, float[] to, int target, int step) {
    float first = from[source];
    float second = from[source + width];
    float third = from[source + 2 * width];
    float fourth = from[source + 3 * width];
    float fifth = from[source + 4 * width];
    float sixth = from[source + 5 * width];
    float seventh = from[source + 6 * width];
    float eighth = from[source + 7 * width];
    to[target] = first;
    to[target + step] = second;
    to[target + 2 * step] = third;
    to[target + 3 * step] = fourth;
    to[target + 4 * step] = fifth;
    to[target + 5 * step] = sixth;
    to[target + 6 * step] = seventh;
    to[target + 7 * step] = eighth;
  }
}
