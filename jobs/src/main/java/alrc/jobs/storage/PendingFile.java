package alrc.jobs.storage;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written: it appears under its name complete or not at all.
 *
 * <p>On a file system with a rename, it is written under a temporary name in the same folder, which
 * begins with a dot and ends in {@code .tmp}. An object store can only copy, but there an object
 * appears when its stream is closed, by one PUT or by the completion of a multipart upload. So it
 * is written under its final name, and its stream is aborted instead of closed if writing fails
 * (Hadoop's {@code Abortable}). A file that two processes may write should be named by its content,
 * so that both write the same.
 */
public final class PendingFile implements OutputFile {
  private final FileSystem fileSystem;
  private final Path path;
  private final Path place;
  private @Nullable FSDataOutputStream stream;

  private PendingFile(FileSystem fileSystem, Path path, Path place) {
    this.fileSystem = fileSystem;
    this.path = path;
    this.place = place;
  }

  static PendingFile of(FileSystem fileSystem, Path path) throws IOException {
    boolean store = fileSystem.hasPathCapability(path, CommonPathCapabilities.ABORTABLE_STREAM);
    String temporary = "." + path.getName() + "." + UUID.randomUUID() + ".tmp";
    return new PendingFile(fileSystem, path, store ? path : new Path(path.getParent(), temporary));
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    return HadoopStreams.wrap(open());
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return create(blockSizeHint);
  }

  /** Starts the file. The caller closes the stream before {@link #complete}. */
  public FSDataOutputStream open() throws IOException {
    FSDataOutputStream opened = fileSystem.create(place, true);
    stream = opened;
    return opened;
  }

  /** Writes the whole file. {@link #complete} is called afterwards. */
  public void write(byte[] bytes) throws IOException {
    try (FSDataOutputStream out = open()) {
      out.write(bytes);
    }
  }

  /** Gives the closed file its name. */
  public void complete() throws IOException {
    if (!place.equals(path)) {
      FileWrites.replace(fileSystem, place, path);
    }
  }

  /**
   * Prevents the file from appearing; called before its stream is closed. The stream of an object
   * store is aborted; a temporary file is removed by {@link #remove}.
   */
  public void abort() {
    if (place.equals(path) && stream != null) {
      stream.abort();
    }
  }

  /** Removes what {@link #abort} left under a temporary name, once the stream is closed. */
  public void remove() throws IOException {
    if (!place.equals(path)) {
      fileSystem.delete(place, false);
    }
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return place.toString();
  }
}
