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
 * A Parquet file to read. For one of parquet-hadoop's own class a reader has Hadoop's files of
 * defaults parsed anew, which takes longer than reading a small table.
 */
final class StoredFile implements InputFile {
  /** The ways of reading that a file system is to prefer, the first that it knows. */
  private static final String READ_POLICY = "parquet, columnar, vector, random";

  private final FileSystem fileSystem;
  private final FileStatus status;

  /**
   * Names a file; it is opened later.
   *
   * @param status as listed, so that nothing is asked about the file again
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
