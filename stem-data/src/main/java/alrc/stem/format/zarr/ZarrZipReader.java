package alrc.stem.format.zarr;

import alrc.stem.packed.ZipEntries;
import alrc.stem.source.SeekableSource;
import alrc.stem.stored.DatasetReader;
import alrc.stem.stored.ImageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads Zarr hierarchies in ZIP archives, such as HyperSpy's {@code .zspy}. Chunks are decoded one
 * by one as rows are asked for.
 */
public final class ZarrZipReader implements DatasetReader {
  @Override
  public String format() {
    return ZarrStore.FORMAT;
  }

  /** The first entry of the archive is one that only Zarr, or only HyperSpy, writes. */
  @Override
  public boolean matches(ByteBuffer head) {
    String name = ZipEntries.firstName(head);
    return name.startsWith("Experiments/")
        || List.of(".zgroup", ".zattrs", ZarrMeta.VERSION_2, ZarrMeta.VERSION_3).stream()
            .anyMatch(name::endsWith);
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    return new ZarrImages(ZarrZip.open(source), maxPixels).find();
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels, String dataset) throws IOException {
    return new ZarrImages(ZarrZip.open(source), maxPixels).chosen(dataset);
  }
}
