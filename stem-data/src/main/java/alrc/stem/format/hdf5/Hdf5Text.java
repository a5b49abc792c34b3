package alrc.stem.format.hdf5;

import io.jhdf.dataset.DatasetReader;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The only text in an HDF5 dataset, such as JSON. */
final class Hdf5Text {
  private static final String FORMAT = "HDF5";
  private static final int MOST_BYTES = 1 << 20;

  private Hdf5Text() {}

  /** Returns the text of a dataset; empty if it is anything else. */
  static Optional<String> of(Hdf5Object object) throws IOException {
    if (!object.isDataset()) {
      return Optional.empty();
    }
    return object
        .storage()
        .guarded("the text of dataset " + object.path(), () -> Optional.ofNullable(text(object)));
  }

  private static @Nullable String text(Hdf5Object object) throws IOException {
    DataType type = object.header().getMessageOfType(DataTypeMessage.class).getDataType();
    boolean isText =
        type instanceof StringData
            || (type instanceof VariableLength text && text.isVariableLengthString());
    var space = object.header().getMessageOfType(DataSpaceMessage.class).getDataSpace();
    if (!isText || space.getTotalLength() != 1 || type.getSize() > MOST_BYTES) {
      return null;
    }
    ByteBuffer bytes = bytes(object, type.getSize());
    if (bytes == null) {
      return null;
    }
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    Object value = DatasetReader.readDataset(type, bytes, space.getDimensions(), object.storage());
    Object only = value.getClass().isArray() ? Array.get(value, 0) : value;
    return Objects.toString(only, null);
  }

  private static @Nullable ByteBuffer bytes(Hdf5Object object, int size) throws IOException {
    DataLayoutMessage layout = object.header().getMessageOfType(DataLayoutMessage.class);
    if (layout instanceof ContiguousDataLayoutMessage contiguous) {
      return object.storage().map(contiguous.getAddress(), size);
    }
    if (layout instanceof CompactDataLayoutMessage compact) {
      return compact.getDataBuffer();
    }
    Hdf5Filters filters = Hdf5Filters.of(FORMAT, object);
    if (!(layout instanceof ChunkedDataLayoutMessage chunked) || !filters.isEmpty()) {
      return null;
    }
    int[] chunk = chunked.getChunkDimensions();
    return chunk.length == 1 && chunk[0] == 1
        ? Hdf5Chunks.of(FORMAT, object, chunk, size, filters).decode(new int[chunk.length])
        : null;
  }
}
