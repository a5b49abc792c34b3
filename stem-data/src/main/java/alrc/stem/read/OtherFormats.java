package alrc.stem.read;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Image formats that are recognised but not read, so that a sound file is called unsupported and
 * not "no micrograph". Signatures from the formats' specifications and from what RosettaSciIO's
 * readers check.
 */
final class OtherFormats {
  private record Signature(String format, int at, String bytes) {}

  private static final String JEOL = "JEOL .img";
  private static final String SEMPER_NAME = "Semper";
  private static final String HAMAMATSU = "Hamamatsu";
  private static final int JEOL_IMAGE = 52;

  /** The label of a picture: one character in two bytes. */
  private static final String SEMPER = "530065006d00700065007200";

  private static final String TAR = "tar archive";
  private static final String ZIP = "ZIP archive";

  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("JPEG", 0, "ffd8ff"),
          new Signature("JPEG 2000", 0, "0000000c6a502020"),
          new Signature("JPEG 2000", 0, "ff4fff51"),
          new Signature("JPEG XL", 0, "ff0a"),
          new Signature("JPEG XL", 0, "0000000c4a584c20"),
          new Signature("JPEG XR", 0, "4949bc01"),
          new Signature("GIF", 0, "47494638"),
          new Signature("Bruker .bcf", 0, "41414d5648465353"),
          new Signature("Phenom .elid", 0, "45494432"),
          new Signature("Zeiss CZI", 0, "5a495352415746494c45"),
          new Signature("gzip", 0, "1f8b08"),
          new Signature("bzip2", 0, "425a68"),
          new Signature("xz", 0, "fd377a585a00"),
          new Signature("Zstandard", 0, "28b52ffd"),
          new Signature(TAR, 257, "7573746172"),
          new Signature(ZIP, 0, "504b0304"),
          new Signature(ZIP, 0, "504b0506"));

  private OtherFormats() {}

  /** Returns the names of all these formats, sorted. */
  static List<String> names() {
    return Stream.concat(
            SIGNATURES.stream().map(Signature::format), Stream.of(JEOL, SEMPER_NAME, HAMAMATSU))
        .distinct()
        .sorted()
        .toList();
  }

  /** Returns the name of the format of a file that begins so. */
  static Optional<String> name(ByteBuffer head) {
    Optional<String> signed =
        SIGNATURES.stream()
            .filter(signature -> begins(head, signature.at, signature.bytes))
            .map(Signature::format)
            .findFirst();
    return signed.isPresent() ? signed : byStructure(head.duplicate());
  }

  /** Formats whose first bytes alone could be those of another file. */
  private static Optional<String> byStructure(ByteBuffer head) {
    head.order(ByteOrder.LITTLE_ENDIAN);
    if (head.limit() >= 36 && head.getInt(0) == JEOL_IMAGE && isText(head, 4, 32)) {
      return Optional.of(JEOL);
    }
    boolean record = head.limit() >= 40 && head.getInt(0) >= 12 && head.getInt(0) <= 14;
    if (record && head.getInt(4 + head.getInt(0)) == head.getInt(0) && contains(head, SEMPER)) {
      return Optional.of(SEMPER_NAME);
    }
    boolean hamamatsu = head.limit() > 64 && head.get(0) == 'I' && head.get(1) == 'M';
    return hamamatsu && head.get(64) == '[' && head.getShort(2) > 0
        ? Optional.of(HAMAMATSU)
        : Optional.empty();
  }

  /** Whether a field is text that is filled up with zeros. */
  private static boolean isText(ByteBuffer head, int at, int bytes) {
    int end = at;
    while (end < at + bytes && head.get(end) >= ' ') {
      end++;
    }
    boolean text = end > at;
    for (int i = end; i < at + bytes; i++) {
      text &= head.get(i) == 0;
    }
    return text;
  }

  private static boolean contains(ByteBuffer head, String hex) {
    for (int at = 0; at < head.limit(); at++) {
      if (begins(head, at, hex)) {
        return true;
      }
    }
    return false;
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
