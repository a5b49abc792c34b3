package alrc.stem.read;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Image formats that are recognised but not read, so that a sound file is called unsupported and
 * not "no micrograph". Signatures from the formats' specifications and from RosettaSciIO's readers.
 */
final class OtherFormats {
  private record Signature(String format, int at, String bytes) {}

  private static final String TAR = "tar archive";
  private static final String ZIP = "ZIP archive";

  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("JPEG", 0, "ffd8ff"),
          new Signature("JPEG 2000", 0, "0000000c6a502020"),
          new Signature("GIF", 0, "47494638"),
          new Signature("Zeiss CZI", 0, "5a495352415746494c45"),
          new Signature("gzip", 0, "1f8b08"),
          new Signature("bzip2", 0, "425a68"),
          new Signature("xz", 0, "fd377a585a00"),
          new Signature("Zstandard", 0, "28b52ffd"),
          new Signature(TAR, 257, "7573746172"),
          new Signature(ZIP, 0, "504b0304"),
          new Signature(ZIP, 0, "504b0506"));

  private OtherFormats() {}

  /** Returns the name of the format of a file that begins so. */
  static Optional<String> name(ByteBuffer head) {
    return SIGNATURES.stream()
        .filter(signature -> begins(head, signature.at, signature.bytes))
        .map(Signature::format)
        .findFirst();
  }

  /** Says what to do with a file of a format that is not read. */
  static String advice(String format) {
    return switch (format) {
      case TAR, ZIP ->
          "an archive is read as a folder if its name ends in .tar or .zip and it is neither"
              + " compressed nor in another archive; rename or unpack it";
      default -> "files of this format are not read yet";
    };
  }

  /** Says what a file seems to be, for a person. */
  static String describe(ByteBuffer head) {
    byte[] first = new byte[Math.min(16, head.limit())];
    head.get(0, first);
    for (int i = 0; i < head.limit(); i++) {
      byte b = head.get(i);
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        return "begins with bytes " + HexFormat.ofDelimiter(" ").formatHex(first);
      }
    }
    String text = new String(first, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
    return "text that begins \"" + text + "\"";
  }

  private static boolean begins(ByteBuffer head, int at, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    if (head.limit() < at + bytes.length) {
      return false;
    }
    byte[] there = new byte[bytes.length];
    head.get(at, there);
    return java.util.Arrays.equals(bytes, there);
  }
}
