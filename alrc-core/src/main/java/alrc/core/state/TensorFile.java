package alrc.core.state;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Named arrays and texts, and the file that contains them, which Python's {@code safetensors} reads
 * too.
 *
 * <p>Eight bytes: the length n of the header, little-endian. n bytes: JSON, an object with one
 * entry {@code {"dtype": "F32", "shape": […], "data_offsets": [from, until]}} per array, and {@code
 * __metadata__} with the texts. Then the values, little-endian, row-major, without gaps. Source:
 * github.com/huggingface/safetensors, README, "Format".
 *
 * <p>A sealed file has one more array at its end, {@code crc32c}: an I64 of shape (), the CRC-32C
 * (RFC 3720, B.4) of all bytes before it.
 */
final class TensorFile {
  static final String METADATA = "__metadata__";
  static final String CHECKSUM = "crc32c";

  private static final JsonFactory JSON = new JsonFactory();
  private static final int ALIGNMENT = 8;

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** The texts, in order; changes of the map change the file. */
  Map<String, String> texts() {
    return texts;
  }

  /** The arrays, in order. */
  Map<String, Tensor> tensors() {
    return tensors;
  }

  /** Adds an array; a name that exists is a bug. */
  void put(String name, Tensor tensor) {
    if (tensors.put(name, tensor) != null) {
      throw new IllegalStateException(name + " is saved twice");
    }
  }

  /** Adds a text; a name that exists is a bug. */
  void put(String name, String text) {
    if (texts.put(name, text) != null) {
      throw new IllegalStateException(name + " is saved twice");
    }
  }

  @Nullable Tensor tensor(String name) {
    return tensors.get(name);
  }

  @Nullable String text(String name) {
    return texts.get(name);
  }

  /** The file. */
  byte[] bytes() {
    byte[] header = header();
    long size = (long) Long.BYTES + header.length;
    for (Tensor tensor : tensors.values()) {
      size += tensor.values().remaining();
    }
    byte[] all = new byte[Math.toIntExact(size)];
    ByteBuffer file = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    tensors.values().forEach(tensor -> file.put(tensor.values()));
    return all;
  }

  /** The file with its checksum. */
  byte[] sealed() {
    put(CHECKSUM, new Tensor(Tensor.Type.I64, new Shape(), ByteBuffer.allocate(Long.BYTES)));
    byte[] all = bytes();
    tensors.remove(CHECKSUM);
    int end = all.length - Long.BYTES;
    ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putLong(end, checksum(all, end));
    return all;
  }

  static long checksum(byte[] file, int end) {
    CRC32C sum = new CRC32C();
    sum.update(file, 0, end);
    return sum.getValue();
  }

  /** The JSON, filled up with spaces so that the values begin on a multiple of eight bytes. */
  private byte[] header() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart(METADATA);
      for (Map.Entry<String, String> text : texts.entrySet()) {
        json.writeStringField(text.getKey(), text.getValue());
      }
      json.writeEndObject();
      long offset = 0;
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        long end = offset + entry.getValue().values().remaining();
        writeArray(json, entry.getKey(), entry.getValue(), offset, end);
        offset = end;
      }
      json.writeEndObject();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private static void writeArray(
      JsonGenerator json, String name, Tensor tensor, long from, long until) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", tensor.type().name());
    json.writeFieldName("shape");
    json.writeArray(tensor.shape().getShape(), 0, tensor.shape().dimension());
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {from, until}, 0, 2);
    json.writeEndObject();
  }
}
