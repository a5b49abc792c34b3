package alrc.stem.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.transform.Example;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.hadoop.util.TFRecordReader;

/** TensorFlow's own record reader, CRCs checked, and Google's own parser read what we write. */
class TfRecordFormatTest {
  /** TensorFlow's example.proto and feature.proto, as a descriptor. */
  private static final String EXAMPLE_PROTO =
      """
      name: "example.proto" package: "tensorflow" syntax: "proto3"
      message_type { name: "BytesList"
        field { name: "value" number: 1 label: LABEL_REPEATED type: TYPE_BYTES } }
      message_type { name: "FloatList"
        field { name: "value" number: 1 label: LABEL_REPEATED type: TYPE_FLOAT } }
      message_type { name: "Int64List"
        field { name: "value" number: 1 label: LABEL_REPEATED type: TYPE_INT64 } }
      message_type { name: "Feature" oneof_decl { name: "kind" }
        field { name: "bytes_list" number: 1 label: LABEL_OPTIONAL type: TYPE_MESSAGE
                type_name: ".tensorflow.BytesList" oneof_index: 0 }
        field { name: "float_list" number: 2 label: LABEL_OPTIONAL type: TYPE_MESSAGE
                type_name: ".tensorflow.FloatList" oneof_index: 0 }
        field { name: "int64_list" number: 3 label: LABEL_OPTIONAL type: TYPE_MESSAGE
                type_name: ".tensorflow.Int64List" oneof_index: 0 } }
      message_type { name: "Features"
        field { name: "feature" number: 1 label: LABEL_REPEATED type: TYPE_MESSAGE
                type_name: ".tensorflow.Features.FeatureEntry" }
        nested_type { name: "FeatureEntry" options { map_entry: true }
          field { name: "key" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING }
          field { name: "value" number: 2 label: LABEL_OPTIONAL type: TYPE_MESSAGE
                  type_name: ".tensorflow.Feature" } } }
      message_type { name: "Example"
        field { name: "features" number: 1 label: LABEL_OPTIONAL type: TYPE_MESSAGE
                type_name: ".tensorflow.Features" } }
      """;

  @TempDir Path folder;

  private Path written(ScanLayout scans, PixelEncoding pixels) throws IOException {
    Written.write(folder, new DatasetLayout("tfrecord", scans, pixels), Written.examples());
    return folder.resolve("part.tfrecord");
  }

  @Test
  void tensorFlowsReaderFindsEveryExampleAndEveryColumn() throws Exception {
    Path file = written(ScanLayout.DENSE, PixelEncoding.FLOAT32);
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      TFRecordReader records = new TFRecordReader(in, true);
      for (Example example : Written.examples()) {
        Map<String, Object> features = parsed(records.read());
        assertEquals(example.key().id(), text(features, "example_id"));
        assertEquals("f/é.dm3", text(features, "source"));
        assertEquals((long) example.key().row(), features.get("row"));
        assertEquals((long) example.orientation(), features.get("orientation"));
        assertEquals((float) example.rawMax(), features.get("raw_max"));
        assertEquals(0L, features.get("blank"));
        assertEquals(11L, features.get("seed"));
        assertEquals("dense", text(features, "scan_layout"));
        assertArrayEquals(example.truth(), floats(features, "truth"));
        assertArrayEquals(example.scan().orElseThrow().spread(), floats(features, "scan"));
        assertEquals(18, features.size(), "the columns of the contract, and no other");
      }
      assertNull(records.read());
    }
  }

  @Test
  void narrowPixelsCarryTheirScale() throws Exception {
    Path file = written(ScanLayout.SPARSE, PixelEncoding.UINT16);
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      Map<String, Object> features = parsed(new TFRecordReader(in, true).read());
      byte[] codes = bytes(features, "truth");
      float[] truth = Written.examples().get(0).truth();
      assertEquals("uint16", text(features, "pixels"));
      for (int i = 0; i < truth.length; i++) {
        int code = codes[2 * i] & 0xff | (codes[2 * i + 1] & 0xff) << 8;
        float scale = (Float) features.get("truth_scale");
        float offset = (Float) features.get("truth_offset");
        assertEquals(truth[i], code * scale + offset, 1.01 / 65535);
      }
    }
  }

  @Test
  void aFlippedBitIsFoundByTheChecksums() throws Exception {
    Path file = written(ScanLayout.SPARSE, PixelEncoding.FLOAT32);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 10] ^= 1;
    Files.write(file, bytes);
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      TFRecordReader records = new TFRecordReader(in, true);
      assertThrows(IOException.class, records::read);
    }
  }

  private static Map<String, Object> parsed(byte[] record) throws Exception {
    FileDescriptorProto.Builder proto = FileDescriptorProto.newBuilder();
    TextFormat.merge(EXAMPLE_PROTO, proto);
    Descriptor type =
        FileDescriptor.buildFrom(proto.build(), new FileDescriptor[0])
            .findMessageTypeByName("Example");
    Message features = (Message) field(DynamicMessage.parseFrom(type, record), "features");
    Map<String, Object> values = new TreeMap<>();
    for (Object entry : (List<?>) field(features, "feature")) {
      Message feature = (Message) field((Message) entry, "value");
      Message list = (Message) feature.getAllFields().values().iterator().next();
      List<?> value = (List<?>) field(list, "value");
      assertEquals(1, value.size());
      assertTrue(feature.getUnknownFields().asMap().isEmpty());
      values.put((String) field((Message) entry, "key"), value.get(0));
    }
    return values;
  }

  private static Object field(Message message, String name) {
    return message.getField(message.getDescriptorForType().findFieldByName(name));
  }

  private static String text(Map<String, Object> features, String name) {
    return ((ByteString) features.get(name)).toStringUtf8();
  }

  private static byte[] bytes(Map<String, Object> features, String name) {
    return ((ByteString) features.get(name)).toByteArray();
  }

  private static float[] floats(Map<String, Object> features, String name) {
    ByteString bytes = (ByteString) features.get(name);
    return PixelEncoding.FLOAT32.decode(bytes.asReadOnlyByteBuffer(), 1, 0);
  }
}
