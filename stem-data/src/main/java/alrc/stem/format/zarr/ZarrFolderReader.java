package alrc.stem.format.zarr;

import alrc.stem.packed.FolderBytes;
import alrc.stem.source.SeekableSource;
import alrc.stem.stored.DatasetReader;
import alrc.stem.stored.ImageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads Zarr folders, also {@code .zspy} folders and OME-Zarr, as one source. */
public final class ZarrFolderReader implements DatasetReader {
  @Override
  public String format() {
    return ZarrStore.FORMAT;
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return FolderBytes.matches(head);
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels) throws IOException {
    return new ZarrImages(ZarrFolder.open(source), maxPixels).find();
  }

  @Override
  public ImageFile open(SeekableSource source, long maxPixels, String dataset) throws IOException {
    return new ZarrImages(ZarrFolder.open(source), maxPixels).chosen(dataset);
  }
}
