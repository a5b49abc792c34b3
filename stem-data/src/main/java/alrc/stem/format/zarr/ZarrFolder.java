package alrc.stem.format.zarr;

import alrc.stem.packed.FolderBytes;
import alrc.stem.packed.FolderBytes.Range;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a Zarr folder.
 *
 * @param source all of them, as one
 * @param files their places in the source, by name
 */
record ZarrFolder(SeekableSource source, Map<String, Range> files) implements ZarrStore {

  static ZarrFolder open(SeekableSource source) throws IOException {
    return new ZarrFolder(source, FolderBytes.table(source, FORMAT));
  }

  @Override
  public Iterable<String> names() {
    return files.keySet();
  }

  @Override
  public long position(String name) {
    Range file = files.get(name);
    return file == null ? 0 : file.at();
  }

  @Override
  public long archiveBytes() {
    return source.size();
  }

  @Override
  public long size(String name) {
    Range file = files.get(name);
    return file == null ? -1 : file.size();
  }

  @Override
  public byte[] part(String name, long from, long bytes) throws IOException {
    Range file = files.get(name);
    if (file == null || from < 0 || bytes < 0 || from > file.size() - bytes) {
      throw UnreadableImageException.corrupt(
          FORMAT, position(name), bytes + " bytes at " + from + " of " + name, "fewer");
    }
    return FolderBytes.content(source, new Range(file.at() + from, bytes)).array();
  }

  @Override
  public Optional<byte[]> bytes(String name, long most) throws IOException {
    Range file = files.get(name);
    if (file == null) {
      return Optional.empty();
    }
    if (file.size() > Math.min(most, Integer.MAX_VALUE - 64)) {
      throw UnreadableImageException.corrupt(
          FORMAT, file.at(), "at most " + most + " bytes in " + name, file.size() + " bytes");
    }
    return Optional.of(FolderBytes.content(source, file).array());
  }
}
