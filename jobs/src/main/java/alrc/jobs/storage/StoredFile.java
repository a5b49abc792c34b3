package alrc.jobs.storage;

import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A Parquet file to read. With parquet-hadoop's own class, each reader would parse Hadoop's default
 * settings again, which takes longer than to read a small table.
 */
final class StoredFile implements InputFile {
  /** Read policies in the order of preference; a file system takes the first that it knows. */
  private static final String READ_POLICY = "parquet, columnar, vector, random";

  private final FileSystem fileSystem;
  private final FileStatus status;

  /**
   * A file that is opened later.
   *
   * @param status as listed, so that the store is not asked for it again
   */
  StoredFile(FileSystem fileSystem, FileStatus status) {
    this.fileSystem = fileSystem;
    this.status = status;
  }

  @Override
  public long getLength() {
    return status.getLen();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    Path path = status.getPath();
    FSDataInputStream stream =
        FutureIO.awaitFuture(
            fileSystem
                .openFile(path)
                .withFileStatus(status)
                .opt(FS_OPTION_OPENFILE_READ_POLICY, READ_POLICY)
                .build());
    return HadoopStreams.wrap(stream);
  }

  @Override
  public String toString() {
    return status.getPath().toString();
  }
}
