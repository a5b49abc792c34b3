package alrc.stem.format.hdf5;

import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.util.List;

/**
 * Any HDF5 file with a single array of numbers of two or more axes, such as a NeXus or py4DSTEM
 * file of one image or stack. Which of several arrays is the micrograph, nothing in the file says;
 * such a file is refused with their names. So is one of Gatan's DM5, which is HDF5 too, by its
 * name.
 */
final class LoneArray implements Hdf5Structure {
  private static final int MOST_NAMED = 5;

  @Override
  public String format() {
    return "HDF5";
  }

  @Override
  public String mark() {
    return "a single array of two or more axes";
  }

  @Override
  public List<Hdf5Object> find(Hdf5Object root) throws IOException {
    List<Hdf5Object> arrays = PlainArrays.all(root);
    if (arrays.size() > 1) {
      throw UnreadableImageException.unsupported(
          root.member("ImageList").isPresent() ? "Gatan DM5" : format(),
          arrays.size()
              + " arrays, and nothing says which is the micrograph; choose one with --dataset: "
              + names(arrays));
    }
    return arrays;
  }

  /** Returns the paths of some arrays, for a message. */
  static String names(List<Hdf5Object> arrays) {
    List<String> names = arrays.stream().map(Hdf5Object::path).limit(MOST_NAMED).toList();
    return String.join(", ", names) + (arrays.size() > MOST_NAMED ? ", …" : "");
  }

  @Override
  public StoredImage image(Hdf5Object object) throws IOException {
    return PlainArrays.image(object);
  }
}
