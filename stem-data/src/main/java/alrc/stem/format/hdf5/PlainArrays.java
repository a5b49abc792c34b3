package alrc.stem.format.hdf5;

import alrc.stem.image.PixelSize;
import alrc.stem.image.Use;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.JsonCalibration;
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
 * Arrays of numbers anywhere in an HDF5 file. The last two axes are rows and columns. The distance
 * of columns is that of the coordinates beside the array: the vector that attribute {@code axes} of
 * its group names (NeXus), or {@code dim0}, {@code dim1}, … (EMD 1.0, py4DSTEM); or that in
 * attribute {@code properties} of the array (Nion Swift).
 */
final class PlainArrays {
  private static final String FORMAT = "HDF5";
  private static final int MOST_DEPTH = 32;

  private PlainArrays() {}

  /** Returns all arrays of at least two axes, sorted by path. */
  static List<Hdf5Object> all(Hdf5Object root) throws IOException {
    List<Hdf5Object> arrays = new ArrayList<>();
    search(root, 0, new HashSet<>(), arrays);
    return arrays;
  }

  /** Hard links may lead back to an object that was seen. */
  private static void search(Hdf5Object object, int depth, Set<Long> seen, List<Hdf5Object> arrays)
      throws IOException {
    if (depth > MOST_DEPTH || !seen.add(object.header().getAddress())) {
      return;
    }
    if (object.isDataset()) {
      if (isArray(object)) {
        arrays.add(object);
      }
      return;
    }
    for (Map.Entry<String, Long> entry : object.members().entrySet()) {
      search(object.at(entry.getKey(), entry.getValue()), depth + 1, seen, arrays);
    }
  }

  /** Texts, tables and single values are no arrays of pixels. */
  private static boolean isArray(Hdf5Object object) throws IOException {
    if (Hdf5Dataset.isScalar(object)) {
      return false;
    }
    try {
      return Hdf5Dataset.of(FORMAT, object).axes() >= 2;
    } catch (UnreadableImageException e) {
      if (e.kind() == UnreadableImageException.Kind.UNSUPPORTED) {
        return false;
      }
      throw e;
    }
  }

  /** Returns the object at a path; empty if there is none. */
  static Optional<Hdf5Object> at(Hdf5Object root, String path) throws IOException {
    Optional<Hdf5Object> object = Optional.of(root);
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty() && object.isPresent()) {
        object = object.get().isDataset() ? Optional.empty() : object.get().member(name);
      }
    }
    return object;
  }

  /** Reads the facts of an array. */
  static StoredImage image(Hdf5Object array) throws IOException {
    if (Hdf5Dataset.isScalar(array)) {
      throw UnreadableImageException.notSelected(FORMAT, array.path() + " is a single value");
    }
    Hdf5Dataset data = Hdf5Dataset.of(FORMAT, array);
    int rowAxis = data.axes() == 1 ? Hdf5Dataset.ONE_ROW : data.axes() - 2;
    ImageLayout layout = data.layout(rowAxis).titled(array.name());
    layout =
        data.axes() == 1 ? layout.used(Use.SPECTRUM) : layout.sized(pixelSize(array, data.axes()));
    return data.image(layout, rowAxis);
  }

  private static @Nullable PixelSize pixelSize(Hdf5Object array, int axes) throws IOException {
    Optional<String> nion = Hdf5Attributes.of(array).text("properties");
    Optional<PixelSize> stated = nion.flatMap(json -> JsonCalibration.parse(json).columns(axes));
    if (stated.isPresent()) {
      return stated.get();
    }
    String path = array.path().substring(0, array.path().lastIndexOf('/'));
    Hdf5Object group = at(Hdf5Object.root(array.storage()), path).orElseThrow();
    List<String> named = Hdf5Attributes.of(group).texts("axes");
    String columns = named.size() == axes ? named.get(axes - 1) : "dim" + (axes - 1);
    return new NcemEmd().step(group.member(columns));
  }
}
