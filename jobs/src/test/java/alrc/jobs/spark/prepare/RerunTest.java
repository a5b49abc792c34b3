package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second run reads no file whose size and time are unchanged. The files are damaged behind its
 * back, with size and time restored: whoever reads one notices.
 */
class RerunTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-02T03:04:05.6Z"));
  private static final int HEADER = 512;
  private static final long IMAGE = 512 * 512 * Float.BYTES;
  private static final String REJECTS =
      "SELECT source, stage, reason, detail FROM '%s/rejects.parquet' ORDER BY ALL";

  @TempDir Path folder;
  private Path images;
  private Path out;

  @BeforeEach
  void synthesize() throws IOException {
    images = folder.resolve("images");
    out = folder.resolve("out");
    InProcess.run("synthesize", "--count", "3", "--size", "512", "--output", images.toString());
    Files.copy(images.resolve("haadf-0001.tif"), images.resolve("copy.tif"));
    Files.writeString(images.resolve("notes.txt"), "not an image");
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(Files.newOutputStream(images.resolve("shard.tar")))) {
      Path member = Files.move(images.resolve("haadf-0002.tif"), folder.resolve("member.tif"));
      tar.putArchiveEntry(new TarArchiveEntry(member.toFile(), "member.tif"));
      Files.copy(member, tar);
      tar.closeArchiveEntry();
    }
    age(LONG_AGO);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> each = Files.list(images)) {
      return each.sorted().toList();
    }
  }

  private void age(FileTime time) throws IOException {
    for (Path file : files()) {
      Files.setLastModifiedTime(file, time);
    }
  }

  /** Replaces all but the header of a tar, which is listed by every run. */
  private void damage(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    int kept = file.toString().endsWith(".tar") ? HEADER : 0;
    byte[] noise = new byte[(int) Math.min(1 << 20, Files.size(file) - kept)];
    Arrays.fill(noise, (byte) 0x5a);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(noise), kept);
    }
    Files.setLastModifiedTime(file, time);
  }

  private void damageAll() throws IOException {
    for (Path file : files()) {
      damage(file);
    }
  }

  private Alrc.Finished run(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of("prepare", "--json", "--master", "local[2]", "--duplicates", "drop"));
    command.addAll(List.of("--input", images.toString(), "--output", out.toString()));
    command.addAll(List.of(more));
    return InProcess.run(command.toArray(String[]::new));
  }

  private static String digest(Alrc.Finished run) throws IOException {
    assertEquals(0, run.status(), run::err);
    return new ObjectMapper().readTree(run.lastLine()).get("digest").asText();
  }

  @Test
  void unchangedFilesRejectsCopiesAndMembersAreNotRead() throws Exception {
    String digest = digest(run());
    List<String> rejects = Duck.rows(out, REJECTS);
    assertEquals(2, rejects.size(), "a copy and a text");
    damageAll();
    for (int i = 0; i < 2; i++) { // What is not read is recorded for the next run, too.
      OptionalLong before = bytesRead();
      Alrc.Finished again = run();
      OptionalLong after = bytesRead();
      if (i == 1 && before.isPresent()) { // The first loaded classes.
        long read = after.getAsLong() - before.getAsLong();
        assertTrue(read < IMAGE, () -> read + " bytes were read");
      }
      assertEquals(digest, digest(again));
      assertTrue(again.out().contains("nothing was left to do"), again::out);
      assertTrue(again.out().contains("size and time are unchanged: 5 files"), again::out);
      assertEquals(rejects, Duck.rows(out, REJECTS));
    }
    Alrc.Finished verified = run("--verify");
    assertEquals(2, verified.status());
    assertTrue(verified.err().contains("has changed since the output"), verified::err);
  }

  /** What this process has read; only Linux counts it. */
  private static OptionalLong bytesRead() throws IOException {
    Path counters = Path.of("/proc/self/io");
    if (!Files.isReadable(counters)) {
      return OptionalLong.empty();
    }
    String line = Files.readAllLines(counters).get(0);
    assertTrue(line.startsWith("rchar: "), line);
    return OptionalLong.of(Long.parseLong(line.substring("rchar: ".length())));
  }

  @Test
  void aNewTimeIsReadAgainAndThenKnown() throws Exception {
    String digest = digest(run());
    Path touched = images.resolve("haadf-0000.tif");
    Files.setLastModifiedTime(touched, FileTime.from(LONG_AGO.toInstant().plusNanos(1_000)));
    Alrc.Finished again = run();
    assertEquals(digest, digest(again));
    assertTrue(again.out().contains("unchanged: 4 files"), again::out);
    assertTrue(run().out().contains("unchanged: 5 files"));
    damage(touched);
    Files.setLastModifiedTime(touched, LONG_AGO);
    Alrc.Finished changed = run();
    assertEquals(2, changed.status());
    assertTrue(changed.err().contains("haadf-0000.tif: has changed since"), changed::err);
  }

  @Test
  void aFileWithATimeThatANewChangeCouldKeepIsReadAgain() throws Exception {
    age(FileTime.from(Instant.now().plusSeconds(3600)));
    digest(run());
    damage(images.resolve("haadf-0000.tif"));
    Alrc.Finished again = run();
    assertEquals(2, again.status());
    assertTrue(again.err().contains("has changed since"), again::err);
  }

  @Test
  void anotherFolderWithTheSameNamesSizesAndTimesIsRead() throws Exception {
    digest(run());
    Path other = folder.resolve("other");
    Files.createDirectory(other);
    for (Path file : files()) {
      Files.copy(file, other.resolve(file.getFileName()));
    }
    images = other;
    age(LONG_AGO);
    damage(images.resolve("haadf-0000.tif"));
    assertEquals(2, run().status());
  }

  @Test
  void aRunThatEndedInItsSecondPassIsNotExaminedAgain() throws Exception {
    Files.createDirectories(out);
    Path obstacle = Files.writeString(out.resolve("examples"), "no folder");
    assertEquals(2, run().status(), "the examples cannot be written");
    Files.delete(obstacle);
    damage(images.resolve("haadf-0000.tif"));
    Alrc.Finished again = run();
    digest(again);
    assertTrue(again.out().contains("unchanged: 5 files"), again::out);
    assertEquals(
        List.of("haadf-0000.tif|changed"),
        Duck.rows(
            out, "SELECT source, reason FROM '%s/rejects.parquet' WHERE source = 'haadf-0000.tif'"),
        "the second pass compares all bytes");
    assertTrue(run().out().contains("unchanged: 4 files"), "what changed is read again");
  }

  @Test
  void aDamagedRecordOfStampsOnlyCostsReading() throws Exception {
    String digest = digest(run());
    Files.writeString(out.resolve("stamps.parquet"), "no table");
    Alrc.Finished again = run();
    assertEquals(digest, digest(again));
    assertEquals(-1, again.out().indexOf("unchanged:"));
    assertTrue(run().out().contains("unchanged: 5 files"));
  }

  @Test
  void verifyIsRefusedWhereNothingIsRead() {
    Alrc.Finished run = run("--verify", "--dry-run");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("--verify: has no effect beside --dry-run"), run::err);
  }
}
