package alrc.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) of text and of bytes in pieces. */
public final class Sha256 {
  private Sha256() {}

  /** Starts a digest of bytes given in pieces. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the 32 bytes of the digest of a text's UTF-8 bytes. */
  public static byte[] of(String text) {
    return start().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the first {@code digits} hexadecimal digits of the digest of a text. */
  public static String hex(String text, int digits) {
    return hex(of(text), digits);
  }

  private static String hex(byte[] digest, int digits) {
    return HexFormat.of().formatHex(digest).substring(0, digits);
  }

  /** The beginning of many texts, which is digested once. For all threads. */
  public static final class Beginning {
    private final MessageDigest digest = start();

    /** Digests a beginning. */
    public Beginning(String text) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what {@link Sha256#hex(String, int)} gives of the beginning and the rest. */
    public String hex(String rest, int digits) {
      try {
        MessageDigest whole = (MessageDigest) digest.clone();
        return Sha256.hex(whole.digest(rest.getBytes(StandardCharsets.UTF_8)), digits);
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("the SHA-256 of every Java platform can be cloned", e);
      }
    }
  }
}
