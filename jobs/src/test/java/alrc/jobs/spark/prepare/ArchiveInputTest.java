package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of micrographs are read as the folders that were packed into them. */
class ArchiveInputTest {
  private static final String EXAMPLES =
      "SELECT source_sha256, row, col, sha256(truth), sha256(scan) FROM"
          + " '%s/examples/**/*.parquet' ORDER BY ALL";

  @TempDir Path folder;
  private Path images;

  @BeforeEach
  void synthesize() {
    images = folder.resolve("images");
    InProcess.run("synthesize", "--count", "3", "--size", "512", "--output", images.toString());
  }

  private byte[] image(int i) throws IOException {
    return Files.readAllBytes(images.resolve("haadf-000" + i + ".tif"));
  }

  private void tar(Path file, Object... namesAndContents) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        byte[] content = (byte[]) namesAndContents[i + 1];
        TarArchiveEntry entry = new TarArchiveEntry((String) namesAndContents[i], true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
  }

  private JsonNode prepare(Path output, String... inputs) throws IOException {
    List<String> command = new ArrayList<>(List.of("prepare", "--json", "--master", "local[2]"));
    command.addAll(List.of("--output", output.toString(), "--input"));
    command.addAll(List.of(inputs));
    Alrc.Finished run = InProcess.run(command.toArray(String[]::new));
    assertEquals(0, run.status(), run::err);
    return new ObjectMapper().readTree(run.lastLine());
  }

  @Test
  void membersGiveTheExamplesThatTheFilesGive() throws Exception {
    Path packed = Files.createDirectory(folder.resolve("packed"));
    tar(
        packed.resolve("shard.tar"),
        "a.tif",
        image(0),
        "a.json",
        "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "../b.tif",
        image(1));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(packed.resolve("z.zip")))) {
      zip.putNextEntry(new ZipEntry("sub/b.tif"));
      zip.write(image(1));
      zip.putNextEntry(new ZipEntry("c.tif"));
      zip.write(image(2));
    }
    Path plain = folder.resolve("plain");
    prepare(plain, images.toString());
    Path out = folder.resolve("out");
    JsonNode made = prepare(out, packed.toString());
    assertEquals(5, made.get("files").asInt());
    assertEquals(Duck.rows(plain, EXAMPLES), Duck.rows(out, EXAMPLES));
    assertEquals(
        List.of("shard.tar!/a.tif", "z.zip!/c.tif", "z.zip!/sub/b.tif"),
        Duck.rows(out, "SELECT DISTINCT source FROM '%s/examples/**/*.parquet' ORDER BY 1"));
    assertEquals(
        List.of(
            "shard.tar!/../b.tif|unsafe-name|the name of the member leads out of the archive",
            "shard.tar!/a.json|not-a-micrograph|not a micrograph: text that begins \"{}\""),
        Duck.rows(out, "SELECT source, reason, detail FROM '%s/rejects.parquet' ORDER BY 1"));

    JsonNode again = prepare(out, packed.toString());
    assertEquals(made.get("digest"), again.get("digest"));
    assertEquals(0, again.get("examples_per_second").asDouble(), "nothing was left to do");
  }

  @Test
  void partsOfAnArchiveAreChosenAndDamageIsNamed() throws Exception {
    Path shard = folder.resolve("shard.tar");
    tar(shard, "x/a.tif", image(0), "x/b.tif", image(1), "y/c.tif", image(2));
    byte[] whole = Files.readAllBytes(shard);
    Path cut = folder.resolve("cut.tar");
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));

    Path out = folder.resolve("out");
    assertEquals(2, prepare(out, shard + "!/x/*.tif").get("files_used").asInt());
    Path second = folder.resolve("second");
    JsonNode made = prepare(second, cut.toString());
    assertEquals(1, made.get("files_used").asInt());
    assertEquals(1, made.get("files_rejected").asInt());
    String reject =
        Duck.rows(
                second,
                "SELECT source || ' ' || reason || ' ' || detail FROM" + " '%s/rejects.parquet'")
            .get(0);
    assertTrue(reject.startsWith("cut.tar corrupt tar, at 0x"), reject);
    assertTrue(reject.contains("expected the content of x/b.tif"), reject);

    Alrc.Finished none =
        InProcess.run("prepare", "--output", out + "", "--input", shard + "!/*.tif");
    assertEquals(2, none.status());
    assertTrue(none.err().contains("no file in an archive matches the pattern"), none::err);
  }

  /** The bytes of other files are often no number where a tar has its checksum. */
  @Test
  void anotherFileWithTheNameOfAnArchiveIsRejectedAlone() throws Exception {
    Files.writeString(images.resolve("notes.tar"), "scan 1: good\n".repeat(100));
    Files.write(images.resolve("scan.zip"), new byte[] {'s', 'h', 'o', 'r', 't'});
    Path out = folder.resolve("out");
    assertEquals(3, prepare(out, images.toString()).get("files_used").asInt());
    assertEquals(
        List.of("notes.tar|not-a-micrograph", "scan.zip|not-a-micrograph"),
        Duck.rows(out, "SELECT source, reason FROM '%s/rejects.parquet' ORDER BY 1"));
    assertEquals(2, InProcess.run("inspect", images.resolve("notes.tar").toString()).status());
  }

  @Test
  void inspectListsTheMembersAndShowsOne() throws Exception {
    Path shard = folder.resolve("shard.tar");
    tar(shard, "x/a.tif", image(0), "b.txt", new byte[] {'h', 'i'});
    Alrc.Finished all = InProcess.run("inspect", shard.toString());
    assertEquals(0, all.status(), all::err);
    assertTrue(all.out().contains("an archive of 2 files, 1 of them read"), all::out);
    assertTrue(all.out().contains("  x/a.tif  TIFF: float32 [512, 512]"), all::out);
    assertTrue(all.out().contains("  b.txt    not-a-micrograph: "), all::out);
    JsonNode json =
        new ObjectMapper()
            .readTree(InProcess.run("inspect", shard.toString(), "--json").lastLine());
    assertEquals("x/a.tif", json.get("members").get(0).get("name").asText());

    Alrc.Finished one = InProcess.run("inspect", shard + "!/x/a.tif", "--json");
    Alrc.Finished file =
        InProcess.run("inspect", images.resolve("haadf-0000.tif").toString(), "--json");
    assertEquals(file.lastLine(), one.lastLine());
    Alrc.Finished absent = InProcess.run("inspect", shard + "!/x/b.tif");
    assertEquals(2, absent.status());
    assertTrue(absent.err().contains("has no member x/b.tif"), absent::err);
  }
}
