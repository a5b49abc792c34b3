package alrc.stem.examples;

import alrc.stem.dataset.DatasetLayout;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/**
 * One way to store a data set: how a part is written, and how it is read again. Stateless; register
 * it in {@link Formats}.
 *
 * <p>A part is one or more files that share a name and differ in its end. It exists when its main
 * file does; the others are made visible before that one.
 */
public interface DatasetFormat {
  /** Returns the name of this format on the command line and in the manifest. */
  String name();

  /** Returns how the name of a part's main file ends, for instance {@code .tar}. */
  String suffix();

  /** Returns how the names of its other files end; not every part need have all of them. */
  List<String> companions();

  /** Returns the ending of the file whose Parquet footer holds the {@link PartFacts}. */
  String factsSuffix();

  /** Makes the files of a part that is written. */
  @FunctionalInterface
  interface Outputs {
    /** Returns the file with this end to its name. */
    OutputFile file(String suffix) throws IOException;
  }

  /** Finds the files of a part that is read. */
  @FunctionalInterface
  interface Inputs {
    /** Returns the file with this end to its name. */
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
