package alrc.stem.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.stem.read.ImageReaders;
import alrc.stem.source.FileSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * HDF5 2.0 writes compressed chunks with version 5 of the data layout message: h5py 3.16 made this
 * file with {@code libver="latest"}.
 */
class NewestLayoutTest {
  /** The numbers 0 to 31 as 4 rows of 8 bytes, in two chunks with gzip. */
  private static final String FILE =
      "eNrr9HBx4+WS4mLm4GCAgf9QYAAVMoCKfy59/MLfwyWIiaGCSQhZIQxwMTEwMjCw8TMAKZaUxJLEzTAjXR"
          + "moA6aX1vCAncDIwMiowsDAxMTIyAKVg3kAnc/Mw8AowAByE0SUFehKZm5uoChQMwMIgnRwAH0ElGFmZGFh"
          + "ZObazwjVPINh0IK8TO16N0cPFwZGEWDAQ8BtqLvfbP3j4ebo4sTACPcJNDgkkEyQwCL27q3Jd4ZRMApGwS"
          + "gYBcMdVMQlJ6QkPXvw5JGYgIjQtAlTJrExsKxguAkUT0xNfv7w6WNxQVHh6ROnTmZnYDvBKAkAYPZFzg==";

  @Test
  void itsChunksAreRead(@TempDir Path folder) throws IOException {
    byte[] text = Base64.getDecoder().decode(FILE);
    Path file = folder.resolve("new.h5");
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(text))) {
      Files.write(file, in.readAllBytes());
    }
    try (FileSource source = FileSource.open(file)) {
      var image = ImageReaders.open(source, 1 << 20).images().get(0);
      for (int i = 0; i < 32; i++) {
        assertEquals(i, image.read(0, 0, 4).at(i), "pixel " + i);
      }
    }
  }
}
