package alrc.stem.scan.path;

import alrc.settings.SettingMistake;
import alrc.settings.UserMistake;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The bytes of a small file as text: compressed by Deflate, in Base64. */
final class PathContent {
  /** The longest file, in bytes: 2^20 points of 64 characters. */
  private static final int LONGEST = 1 << 26;

  private PathContent() {}

  static String packed(String file, byte[] bytes) throws IOException {
    if (bytes.length > LONGEST) {
      throw new UserMistake(file + ": has " + bytes.length + " bytes, must be at most " + LONGEST);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(bytes);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  static byte[] unpacked(String content) {
    try (InflaterInputStream inflater =
        new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(content)))) {
      byte[] bytes = inflater.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new SettingMistake("content", "longer than " + LONGEST, "must be shorter");
      }
      return bytes;
    } catch (IOException | IllegalArgumentException e) {
      String rule = "must be left out, or as prepare writes it";
      throw new SettingMistake("content", "'" + e.getMessage() + "'", rule);
    }
  }
}
