package alrc.stem.prepare;

import alrc.settings.SettingMistake;

/**
 * Which frames of a stack are used.
 *
 * @param way of choosing
 * @param frame index from 0, for {@link Way#ONE}; 0 otherwise
 */
public record FrameChoice(Way way, int frame) {
  /** Ways of choosing frames. */
  public enum Way {
    /** Nothing was chosen: stacks are rejected. */
    NONE,
    /** Each frame is an image. */
    ALL,
    /** The mean over frames is the image. */
    MEAN,
    /** The sum over frames is the image. */
    SUM,
    /** One frame is the image. */
    ONE
  }

  private static final String RULE = "must be none, first, all, mean, sum or an index";

  /** Stacks are rejected. */
  public static final FrameChoice NONE = new FrameChoice(Way.NONE, 0);

  /** Checks the index. */
  public FrameChoice {
    if (frame < 0 || (frame > 0 && way != Way.ONE)) {
      throw new SettingMistake("frames", frame, RULE);
    }
  }

  /** Returns what {@link #parse} takes for this choice. */
  public String label() {
    return switch (way) {
      case NONE -> "none";
      case ALL -> "all";
      case MEAN -> "mean";
      case SUM -> "sum";
      case ONE -> frame == 0 ? "first" : String.valueOf(frame);
    };
  }

  /**
   * Parses {@code none}, {@code first}, {@code all}, {@code mean}, {@code sum} or an index from 0.
   */
  public static FrameChoice parse(String text) {
    return switch (text) {
      case "none" -> NONE;
      case "first" -> new FrameChoice(Way.ONE, 0);
      case "all" -> new FrameChoice(Way.ALL, 0);
      case "mean" -> new FrameChoice(Way.MEAN, 0);
      case "sum" -> new FrameChoice(Way.SUM, 0);
      default -> {
        if (!text.matches("\\d{1,9}")) {
          throw new SettingMistake("frames", text, RULE);
        }
        yield new FrameChoice(Way.ONE, Integer.parseInt(text));
      }
    };
  }
}
