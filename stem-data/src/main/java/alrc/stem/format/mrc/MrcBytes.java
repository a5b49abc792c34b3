package alrc.stem.format.mrc;

import alrc.stem.image.PixelType;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Whether the bytes of mode 0 are signed, and how the file shows it. MRC2014 says signed; programs
 * before it wrote unsigned bytes without a mark. IMOD's stamp decides where it is present
 * (bio3d.colorado.edu/imod, mrc_format.txt). Otherwise the least and greatest value that the header
 * states decide: a value over 127 or under 0 fits one of the two only.
 *
 * @param note for a person
 */
record MrcBytes(PixelType type, String note) {
  private static final int LEAST = 76;
  private static final int GREATEST = 80;
  private static final int IMOD = 152;
  private static final int IMOD_STAMP = 1146047817;

  static MrcBytes of(ByteBuffer header) {
    if (header.getInt(IMOD) == IMOD_STAMP) {
      boolean signed = (header.getInt(IMOD + 4) & 1) == 1;
      return signed ? signed("by IMOD's stamp") : unsigned("by IMOD's stamp");
    }
    float least = header.getFloat(LEAST);
    float greatest = header.getFloat(GREATEST);
    boolean stated = least < greatest && least >= Byte.MIN_VALUE && greatest <= 255;
    if (stated && least >= 0 && greatest > Byte.MAX_VALUE) {
      return unsigned(String.format(Locale.ROOT, "by the header's maximum, %s", greatest));
    }
    if (stated && least < 0 && greatest <= Byte.MAX_VALUE) {
      return signed(String.format(Locale.ROOT, "by the header's minimum, %s", least));
    }
    return signed("by the MRC2014 standard; the header states nothing that would decide");
  }

  private static MrcBytes signed(String why) {
    return new MrcBytes(PixelType.INT8, "bytes read as signed " + why);
  }

  private static MrcBytes unsigned(String why) {
    return new MrcBytes(PixelType.UINT8, "bytes read as unsigned " + why);
  }
}
