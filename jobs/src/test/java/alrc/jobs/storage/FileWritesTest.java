package alrc.jobs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWritesTest {
  private static final String TEXT = "{\"id\":\"a\"}";

  @TempDir java.nio.file.Path folder;

  /** Creates a file, writes some bytes of it, and fails, as HDFS does without a data node. */
  private static final class Failing extends RawLocalFileSystem {
    private final int bytes;
    private final String replacement;

    Failing(int bytes, String replacement) throws IOException {
      this.bytes = bytes;
      this.replacement = replacement;
      initialize(URI.create("file:///"), new Configuration());
    }

    @Override
    public FSDataOutputStream create(Path path, boolean overwrite) throws IOException {
      OutputStream file = super.create(path, overwrite);
      OutputStream failing =
          new FilterOutputStream(file) {
            @Override
            public void write(byte[] text, int from, int length) throws IOException {
              out.write(text, from, bytes);
              out.flush();
              if (!replacement.isEmpty()) {
                Files.writeString(java.nio.file.Path.of(path.toUri().getPath()), replacement);
              }
              throw new IOException("no data node is left");
            }
          };
      return new FSDataOutputStream(failing, null);
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsDeletedAndTheCauseIsKept() throws IOException {
    for (int bytes : new int[] {0, 5}) {
      assertFails(new Failing(bytes, ""));
      assertFalse(Files.exists(file()), bytes + " bytes were written");
    }
  }

  @Test
  void aFileThatAnotherProcessReplacedIsLeft() throws IOException {
    assertFails(new Failing(5, "{\"id\":\"b\"}"));
    assertEquals("{\"id\":\"b\"}", Files.readString(file()));
  }

  @Test
  void aFileThatExistsIsNotTouched() throws IOException {
    Files.writeString(file(), "");
    assertFalse(FileWrites.create(new Failing(0, ""), path(), TEXT));
    assertTrue(Files.exists(file()));
  }

  private void assertFails(Failing fileSystem) {
    IOException broken =
        assertThrows(IOException.class, () -> FileWrites.create(fileSystem, path(), TEXT));
    assertEquals("no data node is left", broken.getMessage());
  }

  private java.nio.file.Path file() {
    return folder.resolve("lock-1.json");
  }

  private Path path() {
    return new Path(file().toString());
  }
}
