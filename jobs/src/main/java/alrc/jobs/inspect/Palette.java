package alrc.jobs.inspect;

import java.util.Locale;

/**
 * Colours of numbers in [0, 1] on a light background, more being darker: viridis of matplotlib from
 * three quarters back to its start. They differ in grey too, and without colour vision.
 */
public final class Palette {
  private static final int[] ANCHORS = {
    0x5cc863, 0x27ad81, 0x21908d, 0x2c718e, 0x3b518b, 0x472c7a, 0x440154
  };

  private Palette() {}

  /** Returns a colour as 0xRRGGBB. */
  public static int colour(double fraction) {
    double at = Math.max(0, Math.min(1, fraction)) * (ANCHORS.length - 1);
    int low = Math.min((int) at, ANCHORS.length - 2);
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double from = ANCHORS[low] >> shift & 0xff;
      double to = ANCHORS[low + 1] >> shift & 0xff;
      colour |= (int) Math.round(from + (to - from) * (at - low)) << shift;
    }
    return colour;
  }

  /** Returns the colours from 0 to 1 as a gradient of CSS. */
  public static String gradient() {
    StringBuilder css = new StringBuilder("linear-gradient(to right");
    for (int anchor : ANCHORS) {
      css.append(String.format(Locale.ROOT, ", #%06x", anchor));
    }
    return css.append(')').toString();
  }
}
