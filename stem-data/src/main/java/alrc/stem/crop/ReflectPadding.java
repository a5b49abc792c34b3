package alrc.stem.crop;

/**
 * Reflects the pixels of the crop that are in the image at its edges without repeating the edge
 * pixel, as often as needed, like NumPy's {@code pad} with mode {@code reflect}. A single pixel is
 * repeated.
 */
public record ReflectPadding() implements Padding {
  @Override
  public int index(int i, int length) {
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int phase = Math.floorMod(i, period);
    return phase < length ? phase : period - phase;
  }

  @Override
  public float value() {
    return 0;
  }

  @Override
  public String kind() {
    return "reflect";
  }
}
