package alrc.stem.format.zarr;

import alrc.stem.image.PixelType;
import alrc.stem.source.Claims;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ChunkedBands;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.StoredImage;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One array of a Zarr hierarchy (Zarr storage specification, version 2). */
final class ZarrArray {
  /** More stored bytes than pixels: only what a compressor adds to noise. */
  private static final int MOST_OVERHEAD = 1 << 16;

  private final ZarrZip zip;
  private final String path;
  private final long at;
  private final long[] shape;
  private final int[] chunk;
  private final PixelType type;
  private final ByteOrder order;
  private final String dtype;
  private final ZarrCompressor compressor;
  private final byte[] fill;
  private final String separator;

  private ZarrArray(ZarrZip zip, String path, JsonNode facts) throws IOException {
    this.zip = zip;
    this.path = path;
    this.at = zip.position(path + "/.zarray");
    String stored = facts.path("dtype").asText();
    refuse(facts.path("zarr_format").asInt() != 2, "Zarr version " + facts.path("zarr_format"));
    refuse(!facts.path("order").asText("C").equals("C"), "Fortran order");
    refuse(!facts.path("filters").isEmpty(), "filters " + facts.path("filters"));
    this.type = type(stored);
    this.dtype = stored.endsWith("b1") ? "bool" : type.dtype();
    this.order = stored.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    this.compressor = ZarrCompressor.of(at, facts.path("compressor"));
    this.separator = facts.path("dimension_separator").asText(".");
    this.shape = lengths(facts.path("shape"));
    this.chunk =
        Arrays.stream(lengths(facts.path("chunks")))
            .mapToInt(length -> (int) Math.max(0, Math.min(length, Integer.MAX_VALUE)))
            .toArray();
    long most = zip.archiveBytes() * compressor.bestRatio();
    Claims.checkArray(ZarrZip.FORMAT, at, shape, type.bytes(), most);
    Claims.checkChunk(ZarrZip.FORMAT, at, shape, chunk, type.bytes());
    this.fill = fill(facts.path("fill_value"));
  }

  /** Reads the description of an array, and throws if the archive is too small for it. */
  static ZarrArray of(ZarrZip zip, String path) throws IOException {
    return new ZarrArray(zip, path, zip.json(path + "/.zarray"));
  }

  private void refuse(boolean unread, String what) throws UnreadableImageException {
    if (unread) {
      throw UnreadableImageException.unsupported(ZarrZip.FORMAT, at, what + " in " + path);
    }
  }

  private static long[] lengths(JsonNode list) {
    long[] lengths = new long[list.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = list.get(i).asLong();
    }
    return lengths;
  }

  private PixelType type(String stored) throws UnreadableImageException {
    return switch (stored.isEmpty() ? stored : stored.substring(1)) {
      case "b1", "u1" -> PixelType.UINT8;
      case "i1" -> PixelType.INT8;
      case "u2" -> PixelType.UINT16;
      case "i2" -> PixelType.INT16;
      case "u4" -> PixelType.UINT32;
      case "i4" -> PixelType.INT32;
      case "u8" -> PixelType.UINT64;
      case "i8" -> PixelType.INT64;
      case "f2" -> PixelType.FLOAT16;
      case "f4" -> PixelType.FLOAT32;
      case "f8" -> PixelType.FLOAT64;
      case "c8" -> PixelType.COMPLEX64;
      case "c16" -> PixelType.COMPLEX128;
      default ->
          throw UnreadableImageException.unsupported(
              ZarrZip.FORMAT,
              at,
              String.format(Locale.ROOT, "values of type \"%s\" in %s", stored, path));
    };
  }

  private byte[] fill(JsonNode value) throws UnreadableImageException {
    ByteBuffer fill = ByteBuffer.allocate(type.bytes()).order(order);
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
    Claims.checkFrames(ZarrZip.FORMAT, frames);
    int height = shape.length == 1 ? 1 : (int) shape[shape.length - 2];
    return ImageLayout.plain(type, height, (int) shape[shape.length - 1])
        .stacked(frames)
        .named(dtype);
  }

  /** Joins a layout, made by {@link #layout} and completed, with a reader of its pixels. */
  StoredImage image(ImageLayout layout) {
    ChunkedBands.Grid grid =
        shape.length == 1
            ? ChunkedBands.Grid.oneRow(shape, chunk)
            : new ChunkedBands.Grid(shape, chunk, shape.length - 2);
    return new StoredImage(layout, new ChunkedBands(layout, grid, this::decode, order, fill));
  }

  private @Nullable ByteBuffer decode(int[] index) throws IOException {
    int bytes = type.bytes();
    for (int length : chunk) {
      bytes = Math.multiplyExact(bytes, length);
    }
    String name =
        Arrays.stream(index, index.length - shape.length, index.length)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(separator, path + "/", ""));
    Optional<byte[]> stored = zip.bytes(name, bytes * 2L + MOST_OVERHEAD);
    if (stored.isEmpty()) {
      return null;
    }
    try {
      return ByteBuffer.wrap(compressor.decode(stored.get(), bytes));
    } catch (RuntimeException e) {
      // The decoders meet damaged bytes in many ways.
      throw UnreadableImageException.corrupt(
              ZarrZip.FORMAT,
              zip.position(name),
              String.format(Locale.ROOT, "chunk %s, %d bytes", name, bytes),
              e.toString())
          .causedBy(e);
    }
  }
}
