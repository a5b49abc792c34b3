package alrc.stem.read;

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
record ImageLayout(
    String title,
    Use use,
    List<Integer> frameAxes,
    int height,
    int width,
    int channels,
    PixelType type,
    String dtype,
    @Nullable PixelSize pixelSize) {

  ImageLayout {
    frameAxes = List.copyOf(frameAxes);
  }

  static ImageLayout plain(PixelType type, int height, int width) {
    return new ImageLayout("", Use.IMAGE, List.of(), height, width, 1, type, type.dtype(), null);
  }

  ImageLayout titled(String newTitle) {
    return new ImageLayout(
        newTitle, use, frameAxes, height, width, channels, type, dtype, pixelSize);
  }

  ImageLayout used(Use newUse) {
    return new ImageLayout(
        title, newUse, frameAxes, height, width, channels, type, dtype, pixelSize);
  }

  ImageLayout stacked(List<Integer> newFrameAxes) {
    return new ImageLayout(
        title, use, newFrameAxes, height, width, channels, type, dtype, pixelSize);
  }

  ImageLayout coloured(int newChannels, String newDtype) {
    return new ImageLayout(
        title, Use.COLOUR, frameAxes, height, width, newChannels, type, newDtype, pixelSize);
  }

  ImageLayout named(String newDtype) {
    return new ImageLayout(
        title, use, frameAxes, height, width, channels, type, newDtype, pixelSize);
  }

  ImageLayout sized(@Nullable PixelSize newSize) {
    return new ImageLayout(title, use, frameAxes, height, width, channels, type, dtype, newSize);
  }

  int frames() {
    return frameAxes.stream().reduce(1, Math::multiplyExact);
  }

  /** Bytes of one row. */
  long rowBytes() {
    return (long) width * channels * type.bytes();
  }

  /** Bytes of one frame. */
  long frameBytes() {
    return rowBytes() * height;
  }

  long[] shape() {
    if (use == Use.SPECTRUM && frames() == 1 && (height == 1 || width == 1)) {
      return new long[] {(long) height * width};
    }
    LongStream axes =
        LongStream.concat(
            frameAxes.stream().mapToLong(Integer::longValue), LongStream.of(height, width));
    return (use == Use.COLOUR ? LongStream.concat(axes, LongStream.of(channels)) : axes).toArray();
  }
}
