package alrc.stem.format.numpy;

import alrc.stem.image.PixelSize;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What CEOS's Panta Rhei writes beside the array of a {@code .prz}: an object array of one pickled
 * dictionary, with {@code repo_id}, and in {@code device.calib} for each axis, the fastest first, a
 * {@code unit}, a {@code value} and, after binning, a {@code pixel_factor} (RosettaSciIO, {@code
 * pantarhei/_api.py}).
 *
 * @param facts empty where the pickle cannot be read; no pixel depends on it
 */
record PantaRhei(Map<?, ?> facts) {
  static final String ENTRY = "meta_data.npy";
  private static final int STATE_VALUES = 4;
  private static final byte PROTOCOL = (byte) 0x80;

  /** Reads the entry: an NPY header, whose text has no such byte, and the pickle. */
  static PantaRhei parse(byte[] entry) {
    try {
      int start = 0;
      // The magic number of an NPY is 0x93.
      while (entry[start] != PROTOCOL) {
        start++;
      }
      Object array = Pickle.read(ByteBuffer.wrap(entry, start, entry.length - start));
      return array instanceof Pickle.Called made
              && made.state() instanceof List<?> state
              && state.get(STATE_VALUES) instanceof List<?> values
              && values.get(0) instanceof Map<?, ?> facts
          ? new PantaRhei(facts)
          : new PantaRhei(Map.of());
    } catch (RuntimeException damaged) {
      return new PantaRhei(Map.of());
    }
  }

  /** Returns the name without the number after its dot; empty where there is none. */
  String title() {
    return facts.get("repo_id") instanceof String name ? name.split("\\.", 2)[0] : "";
  }

  /** Returns the distance of columns. */
  Optional<PixelSize> columns() {
    if (facts.get("device.calib") instanceof List<?> axes
        && !axes.isEmpty()
        && axes.get(0) instanceof Map<?, ?> fastest
        && fastest.get("unit") instanceof String unit
        && fastest.get("value") instanceof Double value) {
      double factor = fastest.get("pixel_factor") instanceof Double binned ? binned : 1;
      double size = value * factor;
      return Double.isFinite(size) && size != 0 && !unit.isBlank()
          ? Optional.of(new PixelSize(size, unit))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
