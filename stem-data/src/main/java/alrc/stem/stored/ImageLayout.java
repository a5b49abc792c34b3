package alrc.stem.stored;

import alrc.stem.image.PixelSize;
import alrc.stem.image.PixelType;
import alrc.stem.image.Use;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one stored image, all known before a pixel is read.
 *
 * @param frameAxes lengths of the axes over rows and columns, slowest first; empty unless a stack
 * @param channels values per pixel, stored together
 * @param dtype name of a pixel's type
 */
public record ImageLayout(
    String title,
    Use use,
    List<Integer> frameAxes,
    int height,
    int width,
    int channels,
    PixelType type,
    String dtype,
    @Nullable PixelSize pixelSize) {

  /** Copies the axes. */
  public ImageLayout {
    frameAxes = List.copyOf(frameAxes);
  }

  /** One image of one value per pixel, without title or pixel size. */
  public static ImageLayout plain(PixelType type, int height, int width) {
    return new ImageLayout("", Use.IMAGE, List.of(), height, width, 1, type, type.dtype(), null);
  }

  /** Returns this with a title. */
  public ImageLayout titled(String newTitle) {
    return new ImageLayout(
        newTitle, use, frameAxes, height, width, channels, type, dtype, pixelSize);
  }

  /** Returns this for another use. */
  public ImageLayout used(Use newUse) {
    return new ImageLayout(
        title, newUse, frameAxes, height, width, channels, type, dtype, pixelSize);
  }

  /** Returns this as a stack along these axes. */
  public ImageLayout stacked(List<Integer> newFrameAxes) {
    return new ImageLayout(
        title, use, newFrameAxes, height, width, channels, type, dtype, pixelSize);
  }

  /** Returns this with colours of several channels. */
  public ImageLayout coloured(int newChannels, String newDtype) {
    return new ImageLayout(
        title, Use.COLOUR, frameAxes, height, width, newChannels, type, newDtype, pixelSize);
  }

  /** Returns this with another name of its pixels' type. */
  public ImageLayout named(String newDtype) {
    return new ImageLayout(
        title, use, frameAxes, height, width, channels, type, newDtype, pixelSize);
  }

  /** Returns this with a pixel size; null where the file states none. */
  public ImageLayout sized(@Nullable PixelSize newSize) {
    return new ImageLayout(title, use, frameAxes, height, width, channels, type, dtype, newSize);
  }

  /** Returns the number of frames; 1 unless a stack. */
  public int frames() {
    return frameAxes.stream().reduce(1, Math::multiplyExact);
  }

  /** Returns the bytes of one row. */
  public long rowBytes() {
    return (long) width * channels * type.bytes();
  }

  /** Returns the bytes of one frame; the largest number if there are more. */
  public long frameBytes() {
    boolean fits = rowBytes() <= Long.MAX_VALUE / Math.max(1, height);
    return fits ? rowBytes() * height : Long.MAX_VALUE;
  }

  /** Returns the lengths of all axes, slowest first; of a spectrum alone its one. */
  public long[] shape() {
    if (use == Use.SPECTRUM && frames() == 1 && (height == 1 || width == 1)) {
      return new long[] {(long) height * width};
    }
    LongStream axes =
        LongStream.concat(
            frameAxes.stream().mapToLong(Integer::longValue), LongStream.of(height, width));
    return (use == Use.COLOUR ? LongStream.concat(axes, LongStream.of(channels)) : axes).toArray();
  }
}
