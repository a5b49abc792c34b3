package alrc.jobs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFileTest {
  @TempDir Path folder;
  private final Storage storage = StorageSettings.local().open();

  @Test
  void aFileIsHiddenUntilItIsComplete() throws IOException {
    PendingFile pending = storage.pending(folder.resolve("part.parquet").toString());
    try (FSDataOutputStream out = pending.open()) {
      out.write("half".getBytes(StandardCharsets.UTF_8));
      out.flush();
      assertEquals(1, names().size());
      assertTrue(names().get(0).matches("\\.part\\.parquet\\..*\\.tmp"), names()::toString);
    }
    pending.complete();
    assertEquals(List.of("part.parquet"), names());
    assertEquals("half", Files.readString(folder.resolve("part.parquet")));
  }

  @Test
  void aDroppedFileLeavesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("part.parquet"), "before");
    PendingFile pending = storage.pending(file.toString());
    try (FSDataOutputStream out = pending.open()) {
      out.write(1);
      pending.abort();
    }
    pending.remove();
    assertEquals(List.of("part.parquet"), names());
    assertEquals("before", Files.readString(file));
    assertFalse(pending.supportsBlockSize());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
