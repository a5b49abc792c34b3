package alrc.stem.format.zarr;

import alrc.stem.image.PixelType;
import alrc.stem.source.Claims;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ChunkedBands;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.StoredImage;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** One array of a Zarr hierarchy (Zarr storage specification, versions 2 and 3). */
final class ZarrArray {
  /** More stored bytes than pixels: only what a compressor adds to noise. */
  private static final int MOST_OVERHEAD = 1 << 16;

  private static final int CRC_BYTES = 4;

  /** The index of a shard stays below 16 MiB. */
  private static final int MOST_IN_SHARD = 1 << 20;

  private final ZarrStore store;
  private final String path;
  private final ZarrMeta meta;
  private final long[] shape;
  private final int[] chunk;
  private final PixelType type;
  private final byte[] fill;
  private final long chunksPerShard;

  /** Given up where memory runs short: a file may have many arrays. */
  private SoftReference<@Nullable ShardIndex> last = new SoftReference<>(null);

  /** The index of the shard that was last read. */
  private record ShardIndex(String name, ByteBuffer places) {}

  private ZarrArray(ZarrStore store, String path, ZarrMeta meta) throws IOException {
    this.store = store;
    this.path = path;
    this.meta = meta;
    this.type = meta.type();
    this.shape = meta.shape().stream().mapToLong(Long::longValue).toArray();
    this.chunk =
        meta.chunk().stream()
            .mapToInt(length -> (int) Math.max(0, Math.min(length, Integer.MAX_VALUE)))
            .toArray();
    long most = store.archiveBytes() * meta.compressor().bestRatio();
    Claims.checkArray(ZarrStore.FORMAT, meta.at(), shape, type.bytes(), most);
    Claims.checkChunk(ZarrStore.FORMAT, meta.at(), shape, chunk, type.bytes());
    this.fill = fill(meta.fill());
    double chunks =
        meta.perShard().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    refuse(chunks > MOST_IN_SHARD, "shards of " + chunks + " chunks");
    this.chunksPerShard = (long) chunks;
  }

  /** Reads the description of an array, and throws if its files are too small for it. */
  static Optional<ZarrArray> of(ZarrStore store, String path) throws IOException {
    Optional<ZarrMeta> meta = ZarrMeta.of(store, path);
    return meta.isEmpty() ? Optional.empty() : Optional.of(new ZarrArray(store, path, meta.get()));
  }

  private void refuse(boolean unread, String what) throws UnreadableImageException {
    new ZarrMeta.Refusal(meta.at(), path).check(unread, what);
  }

  private byte[] fill(JsonNode value) throws UnreadableImageException {
    ByteBuffer fill = ByteBuffer.allocate(type.bytes()).order(meta.order());
    boolean zero = value.isNull() || value.isMissingNode() || value.asText().matches("0(\\.0*)?");
    if (!zero && !value.isBoolean()) {
      refuse(type.isComplex() || (type.bytes() == 8 && type.isInteger()), "fill value " + value);
      refuse(!value.isNumber() && !value.asText().equals("NaN"), "fill value " + value);
      type.put(fill, 0, value.isNumber() ? value.asDouble() : Double.NaN);
    } else if (value.asBoolean() && value.isBoolean()) {
      fill.put(0, (byte) 1);
    }
    return fill.array();
  }

  int axes() {
    return shape.length;
  }

  /** Returns the layout of the pixels: the last two axes are rows and columns. */
  ImageLayout layout() throws UnreadableImageException {
    List<Integer> frames = new ArrayList<>();
    for (int axis = 0; axis < shape.length - 2; axis++) {
      frames.add((int) shape[axis]);
    }
    Claims.checkFrames(ZarrStore.FORMAT, frames);
    int height = shape.length == 1 ? 1 : (int) shape[shape.length - 2];
    return ImageLayout.plain(type, height, (int) shape[shape.length - 1])
        .stacked(frames)
        .named(meta.dtype());
  }

  /** Joins a layout, made by {@link #layout} and completed, with a reader of its pixels. */
  StoredImage image(ImageLayout layout) {
    ChunkedBands.Grid grid =
        shape.length == 1
            ? ChunkedBands.Grid.oneRow(shape, chunk)
            : new ChunkedBands.Grid(shape, chunk, shape.length - 2);
    return new StoredImage(
        layout, new ChunkedBands(layout, grid, this::decode, meta.order(), fill));
  }

  /** Returns what precedes the CRC-32C, where there is one. */
  static byte[] checked(byte[] stored) {
    int length = stored.length - CRC_BYTES;
    CRC32C crc = new CRC32C();
    crc.update(stored, 0, length);
    int stated = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
    if (stated != (int) crc.getValue()) {
      throw new IllegalArgumentException("a CRC-32C that differs");
    }
    return Arrays.copyOf(stored, length);
  }

  private Optional<byte[]> stored(String name, long number, long most) throws IOException {
    if (meta.shards().isEmpty()) {
      return store.bytes(name, most);
    }
    ShardIndex index = last.get();
    if (index == null || !index.name.equals(name)) {
      Optional<ByteBuffer> read = meta.shards().get().index(store, name, chunksPerShard);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      index = new ShardIndex(name, read.get());
      last = new SoftReference<>(index);
    }
    return ZarrShards.chunk(store, name, index.places, (int) number, most);
  }

  private @Nullable ByteBuffer decode(int[] index) throws IOException {
    int bytes = type.bytes();
    for (int length : chunk) {
      bytes = Math.multiplyExact(bytes, length);
    }
    int[] file = Arrays.copyOfRange(index, index.length - shape.length, index.length);
    long number = 0;
    for (int axis = 0; axis < file.length && meta.shards().isPresent(); axis++) {
      int count = meta.perShard().get(axis).intValue();
      number = number * count + file[axis] % count;
      file[axis] /= count;
    }
    String name =
        Arrays.stream(file)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(meta.separator(), meta.chunks(), ""));
    try {
      Optional<byte[]> stored = stored(name, number, bytes * 2L + MOST_OVERHEAD);
      if (stored.isEmpty()) {
        return null;
      }
      byte[] coded = meta.checked() ? checked(stored.get()) : stored.get();
      return ByteBuffer.wrap(meta.compressor().decode(coded, bytes));
    } catch (RuntimeException e) {
      // The decoders meet damaged bytes in many ways.
      throw UnreadableImageException.corrupt(
              ZarrStore.FORMAT,
              store.position(name),
              String.format(Locale.ROOT, "chunk %s, %d bytes", name, bytes),
              e instanceof IllegalArgumentException ? "" + e.getMessage() : e.toString())
          .causedBy(e);
    }
  }
}
