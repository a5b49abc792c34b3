import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A read-only file system {@code synthetic:} of float32 TIFF micrographs that are made as they are
 * read: one for each row of a table {@code image,height,width} ({@code fs.synthetic.shapes}), of
 * which every {@code fs.synthetic.every}-th is there. A row of pixels is a run of a shared tile of
 * noise on waves, begun at a place that depends on image and row: no two images are alike, and a
 * byte costs a copy.
 */
public final class SyntheticFiles extends FileSystem {
  private static final int HEADER = 8 + 2 + 12 * 10 + 4;
  private static final int TILE_FLOATS = 1 << 18;
  private static final int LONGEST = 1 << 14;
  private static final byte[] TILE = tile();

  private final Map<String, int[]> shapes = new LinkedHashMap<>();

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    setConf(configuration);
    int every = configuration.getInt("fs.synthetic.every", 1);
    try (BufferedReader in =
        Files.newBufferedReader(java.nio.file.Path.of(configuration.get("fs.synthetic.shapes")))) {
      in.readLine();
      int row = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] fields = line.split(",");
        if (row++ % every == 0) {
          shapes.put(
              fields[0].strip(),
              new int[] {
                Integer.parseInt(fields[0].strip()),
                Integer.parseInt(fields[1].strip()),
                Integer.parseInt(fields[2].strip())
              });
        }
      }
    }
  }

  private static byte[] tile() {
    ByteBuffer tile =
        ByteBuffer.allocate((TILE_FLOATS + LONGEST) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    SplittableRandom random = new SplittableRandom(0);
    for (int i = 0; i < TILE_FLOATS + LONGEST; i++) {
      tile.putFloat((float) (100 + 60 * Math.sin(i / 3.0) + random.nextInt(60)));
    }
    return tile.array();
  }

  private static long length(int[] shape) {
    return HEADER + (long) shape[1] * shape[2] * Float.BYTES;
  }

  /** The header of a TIFF of one uncompressed strip. */
  private static byte[] header(int[] shape) {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 10);
    int[][] entries = {
      {256, 4, shape[2]}, {257, 4, shape[1]}, {258, 3, 32}, {259, 3, 1}, {262, 3, 1},
      {273, 4, HEADER}, {277, 3, 1}, {278, 4, shape[1]},
      {279, 4, shape[1] * shape[2] * Float.BYTES}, {339, 3, 3}
    };
    for (int[] entry : entries) {
      header.putShort((short) entry[0]).putShort((short) entry[1]).putInt(1).putInt(entry[2]);
    }
    return header.putInt(0).array();
  }

  /** Makes bytes {@code from … from + length − 1} of a file. */
  private static void make(int[] shape, long from, byte[] into, int offset, int length) {
    byte[] header = header(shape);
    int rowBytes = shape[2] * Float.BYTES;
    long at = from;
    int done = 0;
    while (done < length) {
      if (at < HEADER) {
        int more = (int) Math.min(length - done, HEADER - at);
        System.arraycopy(header, (int) at, into, offset + done, more);
        done += more;
        at += more;
        continue;
      }
      long row = (at - HEADER) / rowBytes;
      int inRow = (int) ((at - HEADER) % rowBytes);
      long mixed = (shape[0] * 0x9e3779b97f4a7c15L + row) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ (mixed >>> 29)) * 0x94d049bb133111ebL;
      int start = (int) ((mixed >>> 40) % TILE_FLOATS) * Float.BYTES;
      int more = Math.min(length - done, rowBytes - inRow);
      System.arraycopy(TILE, start + inRow, into, offset + done, more);
      done += more;
      at += more;
    }
  }

  private static final class Reading extends FSInputStream {
    private final int[] shape;
    private long position;

    Reading(int[] shape) {
      this.shape = shape;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int more = (int) Math.min(length, length(shape) - position);
      if (more <= 0) {
        return length == 0 ? 0 : -1;
      }
      make(shape, position, bytes, offset, more);
      position += more;
      return more;
    }

    @Override
    public void readFully(long from, byte[] bytes, int offset, int length) throws IOException {
      if (from + length > length(shape)) {
        throw new EOFException("the file ends at " + length(shape));
      }
      make(shape, from, bytes, offset, length);
    }

    @Override
    public void seek(long to) {
      position = to;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public boolean seekToNewSource(long target) {
      return false;
    }
  }

  private int[] shape(Path path) throws FileNotFoundException {
    int[] shape = shapes.get(path.getName().replace(".tif", ""));
    if (shape != null) {
      return shape;
    }
    throw new FileNotFoundException(path.toString());
  }

  private FileStatus status(int[] shape) {
    Path path = new Path("synthetic:/wemd/" + shape[0] + ".tif");
    return new FileStatus(length(shape), false, 1, 1 << 27, 0, path);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return new FSDataInputStream(new Reading(shape(path)));
  }

  @Override
  public FileStatus[] listStatus(Path path) {
    return shapes.values().stream().map(this::status).toArray(FileStatus[]::new);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return path.getName().equals("wemd") || path.isRoot()
        ? new FileStatus(0, true, 1, 1, 0, path)
        : status(shape(path));
  }

  @Override
  public URI getUri() {
    return URI.create("synthetic:///");
  }

  @Override
  public void setWorkingDirectory(Path folder) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path("synthetic:/");
  }

  @Override
  public FSDataOutputStream create(
      Path path, FsPermission permission, boolean overwrite, int bufferSize, short replication,
      long blockSize, Progressable progress) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw new UnsupportedOperationException("read only");
  }
}
