package alrc.stem.format.hdf5;

import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Any HDF5 file with a single array of numbers of two or three axes, such as a NeXus or py4DSTEM
 * file of one image or stack. The last two axes are rows and columns. Which of several arrays is
 * the micrograph, nothing in the file says; such a file is refused with their names.
 */
final class LoneArray implements Hdf5Structure {
  private static final int MOST_DEPTH = 32;
  private static final int MOST_NAMED = 5;

  @Override
  public String format() {
    return "HDF5";
  }

  @Override
  public String mark() {
    return "a single array of two or three axes";
  }

  @Override
  public List<Hdf5Object> find(Hdf5Object root) throws IOException {
    List<Hdf5Object> arrays = new ArrayList<>();
    search(root, 0, new HashSet<>(), arrays);
    if (arrays.size() > 1) {
      List<String> names = arrays.stream().map(Hdf5Object::path).limit(MOST_NAMED).toList();
      String more = arrays.size() > MOST_NAMED ? ", …" : "";
      throw UnreadableImageException.unsupported(
          format(),
          arrays.size()
              + " arrays, and nothing says which is the micrograph: "
              + String.join(", ", names)
              + more);
    }
    return arrays;
  }

  /** Hard links may lead back to an object that was seen. */
  private void search(Hdf5Object object, int depth, Set<Long> seen, List<Hdf5Object> arrays)
      throws IOException {
    if (depth > MOST_DEPTH || !seen.add(object.header().getAddress())) {
      return;
    }
    if (object.isDataset()) {
      if (array(object).isPresent()) {
        arrays.add(object);
      }
      return;
    }
    for (Map.Entry<String, Long> entry : object.members().entrySet()) {
      search(object.at(entry.getKey(), entry.getValue()), depth + 1, seen, arrays);
    }
  }

  /** Texts, tables and single values are no arrays of pixels. */
  private Optional<Hdf5Dataset> array(Hdf5Object object) throws IOException {
    if (Hdf5Dataset.isScalar(object)) {
      return Optional.empty();
    }
    try {
      Hdf5Dataset data = Hdf5Dataset.of(format(), object);
      return data.axes() == 2 || data.axes() == 3 ? Optional.of(data) : Optional.empty();
    } catch (UnreadableImageException e) {
      if (e.kind() == UnreadableImageException.Kind.UNSUPPORTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public StoredImage image(Hdf5Object object) throws IOException {
    Hdf5Dataset data = Hdf5Dataset.of(format(), object);
    int rowAxis = data.axes() - 2;
    return data.image(data.layout(rowAxis).titled(object.name()), rowAxis);
  }
}
