package alrc.stem.prepare;

import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.Split;
import alrc.stem.examples.EncodedExample;
import java.io.IOException;

/** Takes finished examples, one after the other. */
public interface ExampleSink {
  /**
   * Takes an example.
   *
   * @param split of the example's source
   */
  void accept(EncodedExample example, Split split) throws IOException;

  /** Returns how examples that are handed over have their pixels stored. */
  default PixelEncoding pixels() {
    return PixelEncoding.FLOAT32;
  }

  /** Returns the same sink for pixels stored in another way. */
  default ExampleSink storing(PixelEncoding pixels) {
    ExampleSink sink = this;
    return new ExampleSink() {
      @Override
      public void accept(EncodedExample example, Split split) throws IOException {
        sink.accept(example, split);
      }

      @Override
      public PixelEncoding pixels() {
        return pixels;
      }
    };
  }
}
