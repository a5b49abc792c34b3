package alrc.jobs.data;

import alrc.core.state.ParameterFile;
import alrc.core.state.UnusableStateException;
import alrc.core.study.Cell;
import alrc.core.study.Study;
import alrc.core.train.StartingParameters;
import alrc.jobs.storage.Storage;
import alrc.settings.Sha256;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of an earlier trial's parameters that studies name in {@code model.from}. */
public final class StartingFiles {
  private StartingFiles() {}

  /**
   * The study with the digests of its files.
   *
   * @throws UserMistake if a file is absent, no parameters, or those of another network
   */
  public static Study known(Storage storage, Study study) {
    Map<String, String> digests = new HashMap<>();
    return study.withStarts(
        cell -> {
          String file = cell.model().from();
          if (file == null) {
            return null;
          }
          String key = cell.settings().model() + " " + cell.model().fromDigest() + " " + file;
          return digests.computeIfAbsent(key, any -> open(storage, cell, file).digest());
        });
  }

  /**
   * What the trials of a cell begin with; null where they draw it.
   *
   * @throws UserMistake also if the file is no longer what it was when the sweep was started
   */
  public static @Nullable StartingParameters of(Storage storage, Cell cell) {
    String file = cell.model().from();
    if (file != null) {
      return open(storage, cell, file);
    }
    if (cell.model().fromDigest() != null) {
      throw new UserMistake(
          "model.from-digest " + cell.model().fromDigest() + ": needs model.from");
    }
    return null;
  }

  private static StartingParameters open(Storage storage, Cell cell, String file) {
    byte[] bytes = bytes(storage, file);
    String digest = HexFormat.of().formatHex(Sha256.start().digest(bytes));
    String expected = cell.model().fromDigest();
    if (expected != null && !expected.equals(digest)) {
      throw new UserMistake(
          "model.from " + file + ": has the SHA-256 " + digest + ", must have " + expected);
    }
    try {
      return StartingParameters.of(ParameterFile.of(bytes), cell.settings().model(), digest);
    } catch (UnusableStateException foreign) {
      throw new UserMistake("model.from " + file + ": " + Storage.reason(foreign), foreign);
    }
  }

  private static byte[] bytes(Storage storage, String file) {
    try {
      if (!storage.exists(file) || storage.isFolder(file)) {
        throw new UserMistake(
            "model.from " + file + ": no such file; it must be one of a sweep's models/");
      }
      try (InputStream in = storage.open(file)) {
        return in.readAllBytes();
      }
    } catch (IOException unreadable) {
      throw new UserMistake(
          "model.from " + file + ": cannot be read (" + Storage.reason(unreadable) + ")",
          unreadable);
    }
  }
}
