package alrc.jobs.storage;

import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A listed file of this machine. Its path, which takes longer to make than all the rest, is made
 * where it is asked for: most files of a large ledger are known by their names.
 */
final class LocalFile extends FileStatus {
  private static final long serialVersionUID = 1;
  private static final long BLOCK = 32L << 20;

  private final String name;

  LocalFile(Path folder, String name, long length, long modified) {
    super(length, false, 1, BLOCK, modified, folder);
    this.name = name;
  }

  String name() {
    return name;
  }

  @Override
  public Path getPath() {
    return new Path(super.getPath(), new Path(null, null, name));
  }
}
