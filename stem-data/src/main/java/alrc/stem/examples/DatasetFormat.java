package alrc.stem.examples;

import alrc.stem.dataset.DatasetLayout;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/**
 * A format in which a data set is stored: it writes and reads parts. Implementations are stateless
 * and registered in {@link Formats}.
 *
 * <p>A part is one or more files whose names differ only in the suffix. A part exists if its main
 * file does; the other files appear before it.
 */
public interface DatasetFormat {
  /** Returns the name of this format on the command line and in the manifest. */
  String name();

  /** Returns the suffix of a part's main file, for example {@code .tar}. */
  String suffix();

  /** Returns the suffixes of a part's other files; a part may lack some of them. */
  List<String> companions();

  /** Returns the suffix of the file whose Parquet footer contains the {@link PartFacts}. */
  String factsSuffix();

  /** Creates the files of a part. */
  @FunctionalInterface
  interface Outputs {
    /** Returns the file with this suffix. */
    OutputFile file(String suffix) throws IOException;
  }

  /** Finds the files of a part. */
  @FunctionalInterface
  interface Inputs {
    /** Returns the file with this suffix. */
    InputFile file(String suffix) throws IOException;
  }

  /**
   * Starts a part.
   *
   * @param seed of the run, for the {@code seed} column
   */
  DatasetWriter create(Outputs files, DatasetLayout layout, long seed) throws IOException;

  /** Opens a part for reading in any order. The caller closes it. */
  ExamplePart open(Inputs files) throws IOException;
}
