package alrc.stem.scan;

import java.io.IOException;

/** Reads the files that a recipe names. */
@FunctionalInterface
public interface PathFiles {
  /** Refuses every file: for recipes that stand nowhere, so that names lead to nothing. */
  PathFiles NONE =
      name -> {
        throw new IOException(name);
      };

  /**
   * Returns the bytes of a file.
   *
   * @param name as the recipe has it
   */
  byte[] read(String name) throws IOException;
}
