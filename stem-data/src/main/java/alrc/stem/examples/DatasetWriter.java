package alrc.stem.examples;

import alrc.stem.dataset.PartFacts;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes one part of a data set, in one output format.
 *
 * <p>{@link #close} completes the file; until then no reader may use it. To give up a part, the
 * caller deletes the temporary file instead.
 */
public interface DatasetWriter extends Closeable {
  /** Appends an example. */
  void write(EncodedExample example) throws IOException;

  /** Sets the facts that the part will carry; to be called before {@link #close}. */
  void describe(PartFacts facts);
}
