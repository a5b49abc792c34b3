package alrc.jobs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.UserMistake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {
  @TempDir Path folder;
  private final Storage storage = StorageSettings.local().open();

  @Test
  void aFileAppearsWholeAndAlone() throws IOException {
    String address = folder.resolve("manifest.json").toString();
    storage.writeText(address, "{}");
    storage.writeText(address, "{\"seed\": 1}");
    assertEquals("{\"seed\": 1}", storage.readText(address));
    assertEquals(List.of("manifest.json"), names(), "no checksum or temporary file beside it");
  }

  @Test
  void aLocalFileMayBeReadByWhomTheSystemSays() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "");
    storage.writeText(folder.resolve("written").toString(), "");
    assertEquals(permissions(plain), permissions(folder.resolve("written")));
  }

  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.getPosixFilePermissions(file);
  }

  @Test
  void whatFailsHalfWayLeavesNothing() throws IOException {
    String address = folder.resolve("part.parquet").toString();
    IOException failed =
        assertThrows(
            IOException.class,
            () ->
                storage.publish(
                    address,
                    place -> {
                      Files.writeString(Path.of(java.net.URI.create(place.getPath())), "half");
                      throw new IOException("the pen broke");
                    }));
    assertEquals("the pen broke", failed.getMessage());
    assertEquals(List.of(), names());
  }

  @Test
  void oneOfManyThatCreateAFileWins() throws Exception {
    String address = folder.resolve("lock-1.json").toString();
    assertTrue(storage.createText(address, "first"));
    assertFalse(storage.createText(address, "second"));
    assertEquals("first", storage.readText(address));
    assertEquals(List.of("lock-1.json"), names());

    String raced = folder.resolve("lock-2.json").toString();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String text = "writer " + i;
        writers.add(() -> storage.createText(raced, text));
      }
      long won = 0;
      for (Future<Boolean> each : threads.invokeAll(writers)) {
        won += each.get() ? 1 : 0;
      }
      assertEquals(1, won);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aFileInPlaceOfAFolderIsTheUsersMistake() throws IOException {
    Path file = Files.writeString(folder.resolve("out"), "");
    UserMistake refused =
        assertThrows(
            UserMistake.class,
            () -> new OptionAddress(storage, "--output", file.toString()).makeFolder());
    assertTrue(refused.getMessage().contains("is a file; a folder is needed"));
  }

  @Test
  void anUnknownSchemeIsTheUsersMistake() {
    UserMistake refused = assertThrows(UserMistake.class, () -> storage.exists("gopher://host/x"));
    assertTrue(refused.getMessage().startsWith("gopher://host/x: no such file system"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host/x.tif", "https://host/x", "ftp://host/x"})
  void whatCannotBeListedIsTheUsersMistake(String address) {
    UserMistake refused = assertThrows(UserMistake.class, () -> storage.exists(address));
    assertEquals(
        address + ": must be a file or folder, or a file:, hdfs: or s3a: address",
        refused.getMessage());
  }

  /** Local folders are listed without Hadoop, which lists the same. */
  @Test
  void aFolderIsListedAsHadoopListsIt() throws IOException {
    for (String name : List.of("b", "a b", "c:d", "50%25", "ü.txt", "#1?")) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.createDirectory(folder.resolve("folder"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("broken"), folder.resolve("nothing"));
    RawLocalFileSystem hadoop = new RawLocalFileSystem();
    hadoop.initialize(URI.create("file:///"), new Configuration(false));
    List<FileStatus> expected =
        Stream.of(hadoop.listStatus(new org.apache.hadoop.fs.Path(folder.toUri())))
            .filter(file -> !file.isDirectory())
            .sorted(Comparator.comparing(file -> file.getPath().getName()))
            .toList();

    List<FileStatus> listed = storage.list(folder.toString());

    assertEquals(7, listed.size());
    assertEquals(expected, listed); // by their paths
    for (int i = 0; i < listed.size(); i++) {
      assertEquals(expected.get(i).getPath().getName(), Storage.name(listed.get(i)));
      assertEquals(expected.get(i).getLen(), listed.get(i).getLen());
      assertEquals(expected.get(i).getModificationTime(), listed.get(i).getModificationTime());
    }
    assertEquals(List.of(), storage.list(folder.resolve("absent").toString()));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
