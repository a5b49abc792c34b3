package alrc.jobs.data;

import alrc.core.parameter.ParameterFile;
import alrc.core.parameter.ParameterFileReader;
import alrc.core.parameter.UnreadableParametersException;
import alrc.jobs.fault.UserMistake;
import alrc.jobs.storage.Storage;
import alrc.stem.codec.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The parameters of an earlier trial that a study names in {@code model.from}. */
public final class StartingParameters {
  private static final int DIGEST_BYTES = 8;
  private static final int PIECE = 1 << 16;

  private StartingParameters() {}

  /** Reads the file. */
  public static ParameterFile read(Storage storage, String from) throws IOException {
    try (InputStream in = opened(storage, from)) {
      return ParameterFileReader.read(in);
    } catch (UnreadableParametersException foreign) {
      throw new UserMistake("model.from " + from + ": " + foreign.getMessage(), foreign);
    }
  }

  /** 16 hexadecimal digits of SHA-256 over its bytes. */
  static String digest(Storage storage, String from) throws IOException {
    MessageDigest sha = Sha256.start();
    byte[] piece = new byte[PIECE];
    try (InputStream in = opened(storage, from)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        sha.update(piece, 0, read);
      }
    }
    return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
  }

  private static InputStream opened(Storage storage, String from) throws IOException {
    if (!storage.exists(from) || storage.isFolder(from)) {
      throw new UserMistake(
          "model.from " + from + ": no such file; it must be one of a sweep's models/");
    }
    return storage.open(from);
  }
}
