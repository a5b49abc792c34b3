package alrc.stem.prepare;

import alrc.stem.dataset.EncodedExample;
import alrc.stem.dataset.Split;
import java.io.IOException;

/** Takes finished examples, one after the other. */
public interface ExampleSink {
  /**
   * Takes an example.
   *
   * @param split of the example's source
   */
  void accept(EncodedExample example, Split split) throws IOException;
}
