package alrc.stem.format.hdf5;

import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.DatasetReader;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads micrographs in HDF5 files (The HDF Group, HDF5 File Format Specification Version 3.0): the
 * two kinds of EMD, HyperSpy's, and any file of one array. The members of the file say which it is.
 * jHDF reads the structure, kept in memory as far as it is used; pixels are read in bands.
 */
public final class Hdf5Reader implements DatasetReader {
  private static final long SIGNATURE = 0x894844460d0a1a0aL;
  private static final int USER_BLOCK = 512;

  /** In the order in which they are tried; the last two look into every group. */
  private static final List<Hdf5Structure> STRUCTURES =
      List.of(new VeloxEmd(), new HyperSpyHdf5(), new NcemEmd(), new LoneArray());

  @Override
  public String format() {
    return Hdf5Storage.FORMAT;
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return signed(head, 0) || signed(head, USER_BLOCK);
  }

  private static boolean signed(ByteBuffer head, int at) {
    return head.limit() >= at + 8 && head.getLong(at) == SIGNATURE;
  }

  private static Hdf5Object root(SeekableSource source) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(8);
    source.readFully(0, first);
    return Hdf5Object.root(Hdf5Storage.open(source, signed(first.flip(), 0) ? 0 : USER_BLOCK));
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels, String dataset) throws IOException {
    Hdf5Object root = root(source);
    Optional<Hdf5Object> array = PlainArrays.at(root, dataset).filter(Hdf5Object::isDataset);
    if (array.isEmpty()) {
      throw UnreadableImageException.notSelected(
          "HDF5", "has no array " + dataset + "; it has " + LoneArray.names(PlainArrays.all(root)));
    }
    StoredImage image = PlainArrays.image(array.get());
    Claims.checkPixels("HDF5", image.height(), image.width(), maxPixels);
    return new ImageFile("HDF5", List.of(image));
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    Hdf5Object root = root(source);
    for (Hdf5Structure structure : STRUCTURES) {
      List<Hdf5Object> groups = structure.find(root);
      if (!groups.isEmpty()) {
        List<StoredImage> images = structure.images(root, groups);
        for (StoredImage image : images) {
          Claims.checkPixels(structure.format(), image.height(), image.width(), maxPixels);
        }
        return new ImageFile(structure.format(), images);
      }
    }
    throw UnreadableImageException.unsupported(
        "HDF5",
        STRUCTURES.stream()
            .map(structure -> structure.mark() + " (" + structure.format() + ")")
            .collect(Collectors.joining(", ", "a file without any of: ", "")));
  }
}
