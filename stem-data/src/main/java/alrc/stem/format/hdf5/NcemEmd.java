package alrc.stem.format.hdf5;

import alrc.stem.image.PixelSize;
import alrc.stem.image.Pixels;
import alrc.stem.image.Use;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * EMD as the National Center for Electron Microscopy defines it (emdatasets.com, version 0.2): any
 * group with the attribute {@code emd_group_type} = 1 has an array {@code data}, and for each of
 * its axes a vector {@code dim1}, {@code dim2}, … of coordinates with a unit. Axes stay in stored
 * order: the last is that of columns. The title is the name of the group. Prismatic (prism-em.com)
 * names its arrays {@code realslice} and {@code datacube}. Where the last of three axes is an
 * angle, as in Prismatic's images by ring of a detector, it counts the frames.
 */
final class NcemEmd implements Hdf5Structure {
  private static final int MOST_DEPTH = 32;
  private static final int MOST_COORDINATES = 1 << 24;
  private static final List<String> PRISMATIC = List.of("realslice", "datacube");

  /** How far two steps of a uniform axis may differ by rounding of float32 coordinates. */
  private static final double LIKE_STEPS = 0.01;

  @Override
  public String format() {
    return "NCEM EMD";
  }

  @Override
  public String mark() {
    return "a group with emd_group_type = 1";
  }

  @Override
  public List<Hdf5Object> find(Hdf5Object root) throws IOException {
    List<Hdf5Object> found = new ArrayList<>();
    search(root, 0, new HashSet<>(), found);
    return found;
  }

  /** Hard links may lead back to a group that was seen. */
  private static void search(Hdf5Object group, int depth, Set<Long> seen, List<Hdf5Object> found)
      throws IOException {
    if (depth > MOST_DEPTH || group.isDataset() || !seen.add(group.header().getAddress())) {
      return;
    }
    if (Hdf5Attributes.of(group).number("emd_group_type").orElse(0.0) == 1) {
      found.add(group);
    }
    for (Map.Entry<String, Long> entry : group.members().entrySet()) {
      search(group.at(entry.getKey(), entry.getValue()), depth + 1, seen, found);
    }
  }

  @Override
  public StoredImage image(Hdf5Object group) throws IOException {
    Hdf5Object array = array(group);
    Hdf5Dataset data = Hdf5Dataset.of(format(), array);
    int axes = data.axes();
    int rowAxis = rowAxis(group, axes);
    ImageLayout layout = data.layout(rowAxis).titled(group.name());
    boolean spectral = axes == 1;
    for (int axis = 1; axis <= axes; axis++) {
      spectral |= Use.isEnergy(unit(group.member("dim" + axis)));
    }
    String columns = "dim" + (rowAxis + 2);
    layout = spectral ? layout.used(Use.SPECTRUM) : layout.sized(step(group.member(columns)));
    return data.image(layout, rowAxis);
  }

  private static int rowAxis(Hdf5Object group, int axes) throws IOException {
    if (axes == 1) {
      return Hdf5Dataset.ONE_ROW;
    }
    boolean byAngle = axes == 3 && unit(group.member("dim3")).endsWith("rad");
    return byAngle ? 0 : axes - 2;
  }

  private Hdf5Object array(Hdf5Object group) throws IOException {
    for (String name : PRISMATIC) {
      Optional<Hdf5Object> array = group.member(name);
      if (array.isPresent()) {
        return array.get();
      }
    }
    return group.required(format(), "data");
  }

  /** Units are written in brackets, with an underscore after the prefix: {@code [n_m]}. */
  private static String unit(Optional<Hdf5Object> vector) throws IOException {
    return vector.isEmpty()
        ? ""
        : Hdf5Attributes.of(vector.get())
            .text("units")
            .map(unit -> unit.strip().replaceAll("^\\[(.*)\\]$", "$1").replace("_", ""))
            .orElse("");
  }

  /**
   * Returns the distance of the coordinates; that of bare counting is no size. Coordinates at
   * different distances have no single one.
   */
  @Nullable PixelSize step(Optional<Hdf5Object> vector) throws IOException {
    if (vector.isEmpty()) {
      return null;
    }
    if (Hdf5Dataset.isScalar(vector.get())) {
      return null;
    }
    Hdf5Dataset values = Hdf5Dataset.of(format(), vector.get());
    ImageLayout layout = values.layout(Hdf5Dataset.ONE_ROW);
    if (values.axes() != 1 || layout.width() < 2 || layout.width() > MOST_COORDINATES) {
      return null;
    }
    Pixels row = values.image(layout, Hdf5Dataset.ONE_ROW).read(0, 0, 1);
    double size = row.at(1) - row.at(0);
    String unit = unit(vector);
    boolean known = Double.isFinite(size) && size != 0 && !(size == 1 && unit.isEmpty());
    return known && isUniform(row, size) ? new PixelSize(size, unit) : null;
  }

  private static boolean isUniform(Pixels row, double step) {
    for (int i = 2; i < row.count(); i++) {
      if (!(Math.abs(row.at(i) - row.at(i - 1) - step) <= Math.abs(step) * LIKE_STEPS)) {
        return false;
      }
    }
    return true;
  }
}
