package alrc.jobs.card;

/** How an example was turned, in words; the numbering is that of the recipe's {@code orient}. */
final class Orientation {
  private Orientation() {}

  /**
   * Returns the words.
   *
   * @param number 0–7
   */
  static String words(int number) {
    return switch (number) {
      case 0 -> "not turned";
      case 1 -> "turned 90° counter-clockwise";
      case 2 -> "turned 180°";
      case 3 -> "turned 90° clockwise";
      case 4 -> "flipped upside down";
      case 5 -> "flipped left to right";
      case 6 -> "turned 90° counter-clockwise and flipped upside down";
      case 7 -> "turned 90° counter-clockwise and flipped left to right";
      default -> "orientation " + number;
    };
  }
}
