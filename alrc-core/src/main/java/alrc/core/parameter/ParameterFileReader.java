package alrc.core.parameter;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads what {@link ParameterFile} wrote, and any other safetensors file of float32 arrays. */
public final class ParameterFileReader {
  private static final int LONGEST_HEADER = 100_000_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] file;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(Shape shape, String type, long from, long until) {}

  private ParameterFileReader(byte[] file) {
    this.file = file;
  }

  /**
   * Reads a file to its end.
   *
   * @throws UnreadableParametersException if it is anything else, or cut short
   */
  public static ParameterFile read(InputStream in) throws IOException {
    ParameterFileReader reader = new ParameterFileReader(in.readAllBytes());
    return reader.read();
  }

  private ParameterFile read() {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long length = file.length < Long.BYTES ? -1 : bytes.getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, file.length - Long.BYTES)) {
      throw new UnreadableParametersException(
          "header of " + length + " bytes in a file of " + file.length + "; not safetensors");
    }
    try (JsonParser json = JSON.createParser(file, Long.BYTES, (int) length)) {
      header(json);
    } catch (IOException broken) {
      throw new UnreadableParametersException("the header is not the JSON of safetensors", broken);
    }
    ParameterFile parameters = new ParameterFile(texts);
    int start = Long.BYTES + (int) length;
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      Shape shape = entry.getValue().shape();
      parameters.put(
          entry.getKey(), shape, values(entry.getKey(), entry.getValue(), shape, bytes, start));
    }
    return parameters;
  }

  private static float[] values(
      String name, Entry entry, Shape shape, ByteBuffer bytes, int start) {
    long length = entry.until() - entry.from();
    boolean fits =
        entry.type().equals(ParameterFile.FLOAT32)
            && entry.from() >= 0
            && length == shape.size() * Float.BYTES
            && entry.until() <= bytes.limit() - start;
    if (!fits) {
      throw new UnreadableParametersException(
          String.format(
              Locale.ROOT,
              "%s: %s of shape %s in bytes %d to %d of %d; expected F32 within the file",
              name,
              entry.type(),
              shape,
              entry.from(),
              entry.until(),
              bytes.limit() - start));
    }
    float[] own = new float[Math.toIntExact(shape.size())];
    bytes.position(start + (int) entry.from());
    bytes.asFloatBuffer().get(own);
    return own;
  }

  private void header(JsonParser json) throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      expect(json.nextToken(), JsonToken.START_OBJECT);
      if (name.equals(ParameterFile.METADATA)) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          texts.put(json.currentName(), String.valueOf(json.nextTextValue()));
        }
      } else {
        entries.put(name, entry(json));
      }
    }
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
    return new Entry(new Shape(shape), type, offsets[0], offsets[1]);
  }

  private static long[] wholes(JsonParser json) throws IOException {
    expect(json.nextToken(), JsonToken.START_ARRAY);
    long[] found = new long[8];
    int count = 0;
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT && count < found.length) {
      found[count++] = json.getLongValue();
    }
    expect(json.currentToken(), JsonToken.END_ARRAY);
    return Arrays.copyOf(found, count);
  }

  private static void expect(JsonToken found, JsonToken wanted) throws IOException {
    if (found != wanted) {
      throw new IOException(wanted + " expected, found " + found);
    }
  }
}
