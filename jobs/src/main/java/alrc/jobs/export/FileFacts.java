package alrc.jobs.export;

import alrc.jobs.storage.Storage;
import alrc.settings.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a description of a file says of its content.
 *
 * @param bytes its length
 * @param sha256 of its content, hexadecimal
 */
record FileFacts(long bytes, String sha256) {
  private static final int PIECE = 1 << 16;

  /** Reads a file, a piece at a time. */
  static FileFacts of(Storage storage, String address) throws IOException {
    MessageDigest digest = Sha256.start();
    byte[] piece = new byte[PIECE];
    long bytes = 0;
    try (InputStream in = storage.open(address)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
        bytes += read;
      }
    }
    return new FileFacts(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  static FileFacts of(byte[] content) {
    String sha256 = HexFormat.of().formatHex(Sha256.start().digest(content));
    return new FileFacts(content.length, sha256);
  }
}
