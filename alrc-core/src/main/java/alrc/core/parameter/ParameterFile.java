package alrc.core.parameter;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Named arrays of float32 with some texts about them, in a file that Python's {@code safetensors}
 * reads as it stands.
 *
 * <p>Eight bytes: the length n of the header, little-endian. n bytes: JSON, an object with one
 * entry {@code {"dtype": "F32", "shape": […], "data_offsets": [from, until]}} per array, and {@code
 * __metadata__} with the texts. Then the values, little-endian, row-major, without gaps. Source:
 * github.com/huggingface/safetensors, README, "Format".
 */
public final class ParameterFile {
  /** What the name of such a file ends in. */
  public static final String SUFFIX = ".safetensors";

  static final String METADATA = "__metadata__";
  static final String FLOAT32 = "F32";

  private static final JsonFactory JSON = new JsonFactory();
  private static final int ALIGNMENT = 8;
  private static final int PIECE = 16_384;

  private final Map<String, String> texts;
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Map<String, float[]> values = new LinkedHashMap<>();

  /** A file with no arrays yet. */
  public ParameterFile(Map<String, String> texts) {
    this.texts = new LinkedHashMap<>(texts);
  }

  /**
   * Adds all parameters of a layout.
   *
   * @param flat their values, shape (P)
   */
  public void add(ParameterLayout layout, float[] flat) {
    for (ParameterLayout.Parameter parameter : layout.parameters()) {
      int from = Math.toIntExact(parameter.offset());
      float[] own = new float[Math.toIntExact(parameter.size())];
      System.arraycopy(flat, from, own, 0, own.length);
      put(parameter.name(), parameter.shape(), own);
    }
  }

  void put(String name, Shape shape, float[] own) {
    shapes.put(name, shape);
    values.put(name, own);
  }

  /** What is said about the arrays. */
  public Map<String, String> texts() {
    return Map.copyOf(texts);
  }

  /**
   * The flat vector of a layout, whose names and shapes must all be here.
   *
   * @throws UnreadableParametersException naming what is missing, or found in another shape
   */
  public float[] flat(ParameterLayout layout) {
    float[] flat = new float[Math.toIntExact(layout.size())];
    for (ParameterLayout.Parameter parameter : layout.parameters()) {
      float[] own = values.get(parameter.name());
      if (own == null || !parameter.shape().equals(shapes.get(parameter.name()))) {
        throw new UnreadableParametersException(
            String.format(
                Locale.ROOT,
                "%s: found %s, the model needs %s",
                parameter.name(),
                own == null ? "nothing" : shapes.get(parameter.name()),
                parameter.shape()));
      }
      System.arraycopy(own, 0, flat, Math.toIntExact(parameter.offset()), own.length);
    }
    return flat;
  }

  /**
   * Refuses arrays that none of the layouts has: they are of another network.
   *
   * @throws UnreadableParametersException naming the first
   */
  public void refuseOthers(ParameterLayout... layouts) {
    Set<String> known = new HashSet<>();
    for (ParameterLayout layout : layouts) {
      layout.parameters().forEach(parameter -> known.add(parameter.name()));
    }
    for (Map.Entry<String, Shape> array : shapes.entrySet()) {
      if (!known.contains(array.getKey())) {
        throw new UnreadableParametersException(
            array.getKey() + ": found " + array.getValue() + ", the model has none");
      }
    }
  }

  /** Writes the file. */
  public void write(OutputStream out) throws IOException {
    byte[] header = header();
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length).array());
    out.write(header);
    ByteBuffer piece = ByteBuffer.allocate(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] own : values.values()) {
      for (int from = 0; from < own.length; from += PIECE) {
        int count = Math.min(PIECE, own.length - from);
        piece.clear().asFloatBuffer().put(own, from, count);
        out.write(piece.array(), 0, count * Float.BYTES);
      }
    }
  }

  /** The JSON, filled up with spaces so that the values begin on a multiple of eight bytes. */
  private byte[] header() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart(METADATA);
      for (Map.Entry<String, String> text : texts.entrySet()) {
        json.writeStringField(text.getKey(), text.getValue());
      }
      json.writeEndObject();
      long offset = 0;
      for (Map.Entry<String, Shape> array : shapes.entrySet()) {
        long end = offset + array.getValue().size() * Float.BYTES;
        writeArray(json, array.getKey(), array.getValue(), offset, end);
        offset = end;
      }
      json.writeEndObject();
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private static void writeArray(
      JsonGenerator json, String name, Shape shape, long from, long until) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", FLOAT32);
    json.writeFieldName("shape");
    json.writeArray(shape.getShape(), 0, shape.dimension());
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {from, until}, 0, 2);
    json.writeEndObject();
  }
}
