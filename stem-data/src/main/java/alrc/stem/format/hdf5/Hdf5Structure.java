package alrc.stem.format.hdf5;

import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A way of arranging micrographs in an HDF5 file. Stateless. Register it in Hdf5Reader. */
interface Hdf5Structure {
  /** Returns the name of the format, for example {@code Velox EMD}. */
  String format();

  /** Describes how to recognise this format, for the message about an unknown file. */
  String mark();

  /** Returns the groups that contain one image each, sorted by path; empty for another format. */
  List<Hdf5Object> find(Hdf5Object root) throws IOException;

  /** Reads the facts of the image in one of the groups that {@link #find} returned. */
  StoredImage image(Hdf5Object group) throws IOException;

  /** Reads the facts of the images in all of those groups. */
  default List<StoredImage> images(Hdf5Object root, List<Hdf5Object> groups) throws IOException {
    List<StoredImage> images = new ArrayList<>();
    for (Hdf5Object group : groups) {
      images.add(image(group));
    }
    return images;
  }
}
