package alrc.stem.read;

import alrc.stem.image.PixelSize;
import alrc.stem.image.PixelType;
import alrc.stem.image.Use;
import org.jspecify.annotations.Nullable;

/** The facts of one stored image, all known before a pixel is read. */
record ImageLayout(
    String title,
    Use use,
    Stack stack,
    int frames,
    int height,
    int width,
    int channels,
    PixelType type,
    String dtype,
    @Nullable PixelSize pixelSize) {

  /** Whether the array has an axis of frames. */
  enum Stack {
    YES,
    NO
  }

  static ImageLayout plain(PixelType type, int height, int width) {
    return new ImageLayout("", Use.IMAGE, Stack.NO, 1, height, width, 1, type, type.dtype(), null);
  }

  ImageLayout titled(String newTitle) {
    return new ImageLayout(
        newTitle, use, stack, frames, height, width, channels, type, dtype, pixelSize);
  }

  ImageLayout used(Use newUse) {
    return new ImageLayout(
        title, newUse, stack, frames, height, width, channels, type, dtype, pixelSize);
  }

  ImageLayout stacked(int newFrames) {
    return new ImageLayout(
        title, use, Stack.YES, newFrames, height, width, channels, type, dtype, pixelSize);
  }

  ImageLayout coloured(int newChannels, String newDtype) {
    return new ImageLayout(
        title, Use.COLOUR, stack, frames, height, width, newChannels, type, newDtype, pixelSize);
  }

  ImageLayout sized(@Nullable PixelSize newSize) {
    return new ImageLayout(
        title, use, stack, frames, height, width, channels, type, dtype, newSize);
  }

  /** Pixels of one frame. */
  long pixels() {
    return (long) height * width;
  }

  long[] shape() {
    if (use == Use.SPECTRUM && frames == 1 && (height == 1 || width == 1)) {
      return new long[] {pixels()};
    }
    boolean stacked = stack == Stack.YES;
    boolean colour = use == Use.COLOUR;
    long[] shape = new long[2 + (stacked ? 1 : 0) + (colour ? 1 : 0)];
    int axis = 0;
    if (stacked) {
      shape[axis++] = frames;
    }
    shape[axis++] = height;
    shape[axis++] = width;
    if (colour) {
      shape[axis] = channels;
    }
    return shape;
  }
}
