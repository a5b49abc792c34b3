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
 * order: the last is that of columns. The title is the name of the group.
 */
final class NcemEmd implements Hdf5Structure {
  private static final int MOST_DEPTH = 32;
  private static final int MOST_COORDINATES = 1 << 24;

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
    Hdf5Dataset data = Hdf5Dataset.of(format(), group.required(format(), "data"));
    int axes = data.axes();
    int rowAxis = axes == 1 ? Hdf5Dataset.ONE_ROW : axes - 2;
    ImageLayout layout = data.layout(rowAxis).titled(group.name());
    boolean spectral = axes == 1;
    for (int axis = 1; axis <= axes; axis++) {
      spectral |= Use.isEnergy(unit(group.member("dim" + axis)));
    }
    layout = spectral ? layout.used(Use.SPECTRUM) : layout.sized(step(group.member("dim" + axes)));
    return data.image(layout, rowAxis);
  }

  /** Units are written in brackets. */
  private static String unit(Optional<Hdf5Object> vector) throws IOException {
    return vector.isEmpty()
        ? ""
        : Hdf5Attributes.of(vector.get())
            .text("units")
            .map(unit -> unit.strip().replaceAll("^\\[(.*)\\]$", "$1"))
            .orElse("");
  }

  /** Returns the distance of the first two coordinates; that of bare counting is no size. */
  private @Nullable PixelSize step(Optional<Hdf5Object> vector) throws IOException {
    if (vector.isEmpty()) {
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
    return known ? new PixelSize(size, unit) : null;
  }
}
