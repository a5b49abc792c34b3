package alrc.stem.format.hdf5;

import alrc.stem.image.PixelType;
import alrc.stem.source.UnreadableImageException;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.CompoundDataType.CompoundDataMember;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The type of the values of an HDF5 dataset. Two floating-point members are the parts of a complex
 * number; an enumeration of bytes is a truth value, as h5py stores it.
 *
 * @param dtype NumPy's name
 */
record Hdf5PixelType(PixelType type, ByteOrder order, String dtype) {

  static Hdf5PixelType of(String format, Hdf5Object object, DataType stored)
      throws UnreadableImageException {
    Optional<Hdf5PixelType> type = find(stored);
    if (type.isEmpty() || type.get().type.bytes() != stored.getSize()) {
      throw UnreadableImageException.unsupported(
          format,
          object.position(),
          String.format(
              Locale.ROOT,
              "values of %d bytes and type %s in %s",
              stored.getSize(),
              stored.getClass().getSimpleName(),
              object.path()));
    }
    return type.get();
  }

  private static Optional<Hdf5PixelType> find(DataType stored) {
    if (stored instanceof EnumDataType list) {
      return list.getSize() == 1
          ? Optional.of(new Hdf5PixelType(PixelType.UINT8, ByteOrder.LITTLE_ENDIAN, "bool"))
          : find(list.getBaseType());
    }
    if (stored instanceof CompoundDataType compound) {
      return complex(compound.getMembers());
    }
    Optional<PixelType> type =
        stored instanceof FixedPoint integer
            ? integer(integer)
            : stored instanceof FloatingPoint real ? real(real) : Optional.empty();
    return type.map(
        t -> new Hdf5PixelType(t, ((OrderedDataType) stored).getByteOrder(), t.dtype()));
  }

  private static Optional<PixelType> integer(FixedPoint type) {
    if (type.getBitOffset() != 0 || type.getBitPrecision() != type.getSize() * 8) {
      return Optional.empty();
    }
    boolean signed = type.isSigned();
    return switch (type.getSize()) {
      case 1 -> Optional.of(signed ? PixelType.INT8 : PixelType.UINT8);
      case 2 -> Optional.of(signed ? PixelType.INT16 : PixelType.UINT16);
      case 4 -> Optional.of(signed ? PixelType.INT32 : PixelType.UINT32);
      case 8 -> Optional.of(signed ? PixelType.INT64 : PixelType.UINT64);
      default -> Optional.empty();
    };
  }

  /**
   * IEEE 754 types only: the size of the exponent distinguishes them from other types of their
   * length.
   */
  private static Optional<PixelType> real(FloatingPoint type) {
    return switch (type.getSize() * 100 + type.getExponentSize()) {
      case 205 -> Optional.of(PixelType.FLOAT16);
      case 408 -> Optional.of(PixelType.FLOAT32);
      case 811 -> Optional.of(PixelType.FLOAT64);
      default -> Optional.empty();
    };
  }

  private static Optional<Hdf5PixelType> complex(List<CompoundDataMember> members) {
    if (members.size() != 2
        || members.get(0).getOffset() != 0
        || !(members.get(0).getDataType() instanceof FloatingPoint real)
        || !(members.get(1).getDataType() instanceof FloatingPoint imaginary)
        || members.get(1).getOffset() != real.getSize()
        || real.getSize() != imaginary.getSize()
        || real.getByteOrder() != imaginary.getByteOrder()) {
      return Optional.empty();
    }
    Optional<PixelType> type =
        real(real)
            .filter(part -> part != PixelType.FLOAT16)
            .map(p -> p == PixelType.FLOAT32 ? PixelType.COMPLEX64 : PixelType.COMPLEX128);
    return type.map(t -> new Hdf5PixelType(t, real.getByteOrder(), t.dtype()));
  }
}
