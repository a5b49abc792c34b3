package alrc.core.state;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link TensorFile} wrote, and any other safetensors file of float32, float64 and int64
 * arrays. Arrays share the memory of the file: nothing is allocated for what a header claims.
 */
final class TensorFileReader {
  private static final int LONGEST_HEADER = 100_000_000;
  private static final int MOST_DIMENSIONS = 8;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final TensorFile found = new TensorFile();
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(String type, Shape shape, long from, long until) {}

  private TensorFileReader() {}

  /**
   * Reads a file to its end.
   *
   * @throws UnusableStateException if it is not such a file, or cut short
   */
  static TensorFile read(byte[] file) {
    TensorFileReader reader = new TensorFileReader();
    reader.readAll(file);
    return reader.found;
  }

  /**
   * Reads a file that ends with its checksum.
   *
   * @throws UnusableStateException if it is damaged, or not such a file
   */
  static TensorFile readSealed(byte[] file) {
    int end = file.length - Long.BYTES;
    if (end < 0 || little(file).getLong(end) != TensorFile.checksum(file, end)) {
      throw new UnusableStateException(
          "the file of " + file.length + " bytes is damaged: its checksum differs");
    }
    TensorFile found = read(file);
    if (found.tensors().remove(TensorFile.CHECKSUM) == null) {
      throw new UnusableStateException(TensorFile.CHECKSUM + " is missing");
    }
    return found;
  }

  private static ByteBuffer little(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void readAll(byte[] file) {
    long length = file.length < Long.BYTES ? -1 : little(file).getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, file.length - Long.BYTES)) {
      throw new UnusableStateException(
          "header of " + length + " bytes in a file of " + file.length + "; not safetensors");
    }
    try (JsonParser json = JSON.createParser(file, Long.BYTES, (int) length)) {
      header(json);
    } catch (IOException broken) {
      throw new UnusableStateException("the header is not the JSON of safetensors", broken);
    }
    int start = Long.BYTES + (int) length;
    checkGaps(file.length - start);
    entries.forEach((name, entry) -> found.put(name, tensor(name, entry, file, start)));
  }

  /** The arrays must cover the values without a gap, as in the specification. */
  private void checkGaps(int length) {
    List<Entry> inOrder =
        entries.values().stream()
            .sorted(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::until))
            .toList();
    long end = 0;
    for (Entry entry : inOrder) {
      if (entry.from() != end || entry.until() < end) {
        throw new UnusableStateException(
            "an array is in bytes " + entry.from() + " to " + entry.until() + ", not from " + end);
      }
      end = entry.until();
    }
    if (end != length) {
      throw new UnusableStateException("the arrays have " + end + " bytes, the file " + length);
    }
  }

  private static Tensor tensor(String name, Entry entry, byte[] file, int start) {
    long length = entry.until() - entry.from();
    for (Tensor.Type type : Tensor.Type.values()) {
      if (type.name().equals(entry.type()) && length == size(entry.shape(), type)) {
        ByteBuffer values = ByteBuffer.wrap(file, start + (int) entry.from(), (int) length);
        return new Tensor(type, entry.shape(), values.slice());
      }
    }
    throw new UnusableStateException(
        name
            + ": "
            + entry.type()
            + " of shape "
            + entry.shape()
            + " in "
            + length
            + " bytes; expected one of "
            + Arrays.toString(Tensor.Type.values())
            + ", as long as its shape requires");
  }

  /** In bytes; −1 if no file can have it. */
  private static long size(Shape shape, Tensor.Type type) {
    long bytes = type.width;
    for (long dimension : shape.getShape()) {
      if (dimension < 0 || dimension > Integer.MAX_VALUE || bytes > Integer.MAX_VALUE) {
        return -1;
      }
      bytes *= dimension;
    }
    return bytes;
  }

  private void header(JsonParser json) throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      expect(json.nextToken(), JsonToken.START_OBJECT);
      if (name.equals(TensorFile.METADATA)) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          expect(json.nextToken(), JsonToken.VALUE_STRING);
          found.put(json.currentName(), json.getText());
        }
      } else {
        entries.put(name, entry(json));
      }
      expect(json.currentToken(), JsonToken.END_OBJECT);
    }
    expect(json.currentToken(), JsonToken.END_OBJECT);
    expect(json.nextToken(), null);
  }

  private static Entry entry(JsonParser json) throws IOException {
    String type = "";
    long[] shape = {};
    long[] offsets = {};
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "dtype" -> type = String.valueOf(json.nextTextValue());
        case "shape" -> shape = wholes(json);
        case "data_offsets" -> offsets = wholes(json);
        default -> throw new IOException("unknown field " + json.currentName());
      }
    }
    if (offsets.length != 2) {
      throw new IOException("data_offsets must be two numbers");
    }
    return new Entry(type, new Shape(shape), offsets[0], offsets[1]);
  }

  private static long[] wholes(JsonParser json) throws IOException {
    expect(json.nextToken(), JsonToken.START_ARRAY);
    long[] found = new long[MOST_DIMENSIONS];
    int count = 0;
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT && count < found.length) {
      found[count] = json.getLongValue();
      if (found[count++] < 0) {
        throw new IOException("a size or an offset below 0");
      }
    }
    expect(json.currentToken(), JsonToken.END_ARRAY);
    return Arrays.copyOf(found, count);
  }

  private static void expect(@Nullable JsonToken found, @Nullable JsonToken wanted)
      throws IOException {
    if (found != wanted) {
      throw new IOException(wanted + " expected, found " + found);
    }
  }
}
