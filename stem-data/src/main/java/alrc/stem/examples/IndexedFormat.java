package alrc.stem.examples;

import java.io.IOException;
import java.util.List;

/**
 * A format whose pixels lie in files of others' design, with an {@link ExampleIndex} beside each
 * that holds the columns and where in the file an example's pixels begin.
 */
interface IndexedFormat extends DatasetFormat {
  @Override
  default List<String> companions() {
    return List.of(ExampleIndex.SUFFIX);
  }

  @Override
  default String factsSuffix() {
    return ExampleIndex.SUFFIX;
  }

  @Override
  default ExamplePart open(Inputs files) throws IOException {
    return ExamplePart.open(
        files.file(ExampleIndex.SUFFIX), rows -> new FilePixels(files.file(suffix())));
  }
}
