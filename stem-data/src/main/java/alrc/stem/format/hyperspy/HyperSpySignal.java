package alrc.stem.format.hyperspy;

import alrc.stem.image.PixelSize;
import alrc.stem.image.Use;
import alrc.stem.stored.ImageLayout;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What HyperSpy writes beside an array, in HDF5 and in Zarr alike (HyperSpy user guide, "HSpy -
 * HyperSpy's HDF5 Specification").
 *
 * @param axes one per axis of the array, in its order; empty where some are not described
 */
public record HyperSpySignal(String title, List<Axis> axes) {
  /** How both write a value that is absent. */
  private static final String NONE = "_None_";

  /**
   * One axis.
   *
   * @param navigate whether positions of the probe, or frames, lie along it: not part of a signal
   */
  public record Axis(Optional<Double> scale, String unit, boolean navigate) {
    /** Replaces HyperSpy's placeholder for no unit by an empty unit. */
    public Axis {
      unit = unit.equals(NONE) || unit.equals("<undefined>") ? "" : unit;
    }
  }

  /** Replaces HyperSpy's placeholder for no title by an empty title; copies the axes. */
  public HyperSpySignal {
    title = title.equals(NONE) ? "" : title;
    axes = List.copyOf(axes);
  }

  /** Completes the layout of the array: signals of one axis are spectra. */
  public ImageLayout describe(ImageLayout layout, int arrayAxes) {
    long signalAxes = axes.stream().filter(axis -> !axis.navigate).count();
    boolean described = axes.size() == arrayAxes;
    ImageLayout titled = layout.titled(title);
    if (arrayAxes == 1 || (described && signalAxes == 1)) {
      return titled.used(Use.SPECTRUM);
    }
    return described ? titled.sized(pixelSize(axes.get(arrayAxes - 1))) : titled;
  }

  /** HyperSpy's default, 1 without a unit, is no size; nor has a non-uniform axis a scale. */
  private static @Nullable PixelSize pixelSize(Axis axis) {
    double size = axis.scale.orElse(0.0);
    boolean known = Double.isFinite(size) && size != 0 && !(size == 1 && axis.unit.isEmpty());
    return known ? new PixelSize(size, axis.unit) : null;
  }
}
