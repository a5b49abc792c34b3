package alrc.stem.format.hdf5;

import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.AttributeNameForIndexedAttributesRecord;
import io.jhdf.dataset.DatasetReader;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The attributes of an HDF5 object: texts and numbers; others are left out. */
final class Hdf5Attributes {
  /** Longer arrays are no facts of an image. */
  private static final long MOST_VALUES = 64;

  private final Map<String, Object> values = new HashMap<>();

  private Hdf5Attributes() {}

  static Hdf5Attributes of(Hdf5Object object) throws IOException {
    return object
        .storage()
        .guarded(
            "the attributes of " + object.path(),
            () -> {
              Hdf5Attributes attributes = new Hdf5Attributes();
              for (AttributeMessage message : messages(object)) {
                Object value = value(object.storage(), message);
                if (value != null) {
                  attributes.values.put(message.getName(), value);
                }
              }
              return attributes;
            });
  }

  private static List<AttributeMessage> messages(Hdf5Object object) {
    List<AttributeMessage> messages =
        new ArrayList<>(object.header().getMessagesOfType(AttributeMessage.class));
    Hdf5Storage storage = object.storage();
    for (AttributeInfoMessage info :
        object.header().getMessagesOfType(AttributeInfoMessage.class)) {
      if (info.getFractalHeapAddress() != Constants.UNDEFINED_ADDRESS) {
        FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
        BTreeV2<AttributeNameForIndexedAttributesRecord> tree =
            new BTreeV2<>(storage, info.getAttributeNameBTreeAddress());
        for (AttributeNameForIndexedAttributesRecord record : tree.getRecords()) {
          ByteBuffer message = heap.getId(record.getHeapId());
          Hdf5NewTypes.attribute(message, message.position(), message.limit());
          messages.add(new AttributeMessage(message, storage, record.getFlags()));
        }
      }
    }
    return messages;
  }

  private static @Nullable Object value(Hdf5Storage storage, AttributeMessage message) {
    var type = message.getDataType();
    boolean plain =
        type instanceof FixedPoint
            || type instanceof FloatingPoint
            || type instanceof StringData
            || type instanceof EnumDataType
            || (type instanceof VariableLength text && text.isVariableLengthString());
    if (!plain
        || message.getDataBuffer() == null
        || message.getDataSpace().getTotalLength() > MOST_VALUES) {
      return null;
    }
    Object value =
        DatasetReader.readDataset(
            type, message.getDataBuffer(), message.getDataSpace().getDimensions(), storage);
    boolean single = value.getClass().isArray() && Array.getLength(value) == 1;
    return single ? Array.get(value, 0) : value;
  }

  /** Returns a text; empty where there is none. */
  Optional<String> text(String name) {
    return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Returns one or several texts; none where there are none. */
  List<String> texts(String name) {
    return values.get(name) instanceof String[] several
        ? List.of(several)
        : text(name).map(List::of).orElse(List.of());
  }

  /** Returns a number; empty where there is none. */
  Optional<Double> number(String name) {
    return values.get(name) instanceof Number number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  /** Returns a truth value, which h5py stores as an enumeration of FALSE and TRUE. */
  Optional<Boolean> flag(String name) {
    Object value = values.get(name);
    if (value instanceof Number number) {
      return Optional.of(number.intValue() != 0);
    }
    return value instanceof String text
        ? Optional.of(text.equalsIgnoreCase("true"))
        : Optional.empty();
  }
}
