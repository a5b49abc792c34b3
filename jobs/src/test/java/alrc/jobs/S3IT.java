package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.S3Server;
import alrc.jobs.process.SharedData;
import alrc.jobs.storage.PendingFile;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.SeekableSource;
import alrc.stem.stored.ImageFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prepare} from and to an S3 server in a process of its own. */
class S3IT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT =
      "SELECT example_id, split, sha256(truth), sha256(scan) FROM"
          + " read_parquet('%s/examples/**/*.parquet', hive_partitioning=true) ORDER BY 1";

  @TempDir static Path folder;
  private static S3Server server;
  private static Path images;
  private static Path bucket;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(folder);
    bucket = server.bucket("micrographs");
    images = folder.resolve("images");
    InProcess.run("synthesize", "--count", "6", "--size", "512", "--output", images.toString());
    for (int i = 0; i < 6; i++) {
      String name = "haadf-000" + i + ".tif";
      upload(images.resolve(name), "s3a://micrographs/day 1/a/" + name);
    }
  }

  private static void upload(Path file, String address) throws IOException {
    PendingFile pending = StorageSettings.fromSpark(server.settings()).open().pending(address);
    try (FSDataOutputStream out = pending.open()) {
      Files.copy(file, out);
    }
    pending.complete();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void thePackagedProgramMakesOfObjectsWhatItMakesOfFiles() throws Exception {
    Path local = folder.resolve("local");
    JsonNode files =
        prepare(
            InProcess.run(
                "prepare", "--input", images.toString(), "--output", local + "", "--json"));
    Alrc.Finished packaged =
        Alrc.run(
            command("--input", "s3a://micrographs/day 1/a", "--output", "s3a://micrographs/out"));
    JsonNode objects = prepare(packaged);
    assertEquals(files.get("digest"), objects.get("digest"));
    assertEquals(6, objects.get("examples").asInt());
    assertEquals(Duck.rows(local, CONTENT), Duck.rows(bucket.resolve("out"), CONTENT));
    assertNoCredentials(packaged.out() + packaged.err(), bucket.resolve("out"));
    assertEquals(List.of(), temporary(bucket.resolve("out")));
  }

  @Test
  void globsListingsAndMixedInputsAreListedAndWorkIsResumed() throws Exception {
    Path list =
        Files.writeString(
            folder.resolve("list"),
            "s3a://micrographs/day 1/a/haadf-0003.tif\n" + images.resolve("haadf-0004.tif") + "\n");
    Alrc.Finished plan =
        InProcess.run(
            command(
                "--dry-run", "--input", "s3a://micrographs/**/a/haadf-000[012].tif", "@" + list));
    assertEquals(5, prepare(plan).get("images_used").asInt());

    String out = "s3a://micrographs/resumed";
    JsonNode three = run(out, "--input", "s3a://micrographs/*/a/haadf-000[0-2].tif");
    assertEquals(3, three.get("examples").asInt());
    Map<Path, FileTime> before = parts("resumed");
    JsonNode all = run(out, "--input", "s3a://micrographs/**/*.tif");
    long readBefore = bytesRead();
    JsonNode again = run(out, "--input", "s3a://micrographs/**/*.tif");
    long read = bytesRead() - readBefore;
    assertTrue(read < Files.size(images.resolve("haadf-0000.tif")) / 2, () -> read + " bytes");
    assertTrue(
        readBefore > 6 * Files.size(images.resolve("haadf-0000.tif")), "the bytes are counted");
    assertEquals(6, all.get("examples").asInt());
    assertEquals(all.get("digest"), again.get("digest"));
    assertEquals(0, again.get("examples_per_second").asDouble(), "nothing was left to do");
    assertTrue(
        parts("resumed").entrySet().containsAll(before.entrySet()), "parts stay as they are");
    JsonNode fresh = run("s3a://micrographs/fresh", "--input", "s3a://micrographs/**/*.tif");
    assertEquals(fresh.get("digest"), all.get("digest"));
  }

  @Test
  void anObjectIsVisibleOnlyWhenItIsWholeAndNeverWhenItsWriterFailed() throws IOException {
    Storage storage = StorageSettings.fromSpark(server.settings()).open();
    String address = "s3a://micrographs/pending/part.parquet";
    PendingFile whole = storage.pending(address);
    try (FSDataOutputStream out = whole.open()) {
      out.write("all of it".getBytes(StandardCharsets.UTF_8));
      assertFalse(storage.exists(address), "not before it is closed");
    }
    whole.complete();
    assertEquals("all of it", storage.readText(address));

    PendingFile failed = storage.pending("s3a://micrographs/pending/failed");
    try (FSDataOutputStream out = failed.open()) {
      out.write(new byte[1 << 20]);
      failed.abort();
    }
    failed.remove();
    assertFalse(storage.exists("s3a://micrographs/pending/failed"));
  }

  @Test
  void filesOfOneAcquisitionFindEachOtherAmongTheObjects() throws IOException {
    for (String name : List.of("64x64_TEM_images_acquire.emi", "64x64_TEM_images_acquire_1.ser")) {
      upload(SharedData.path("data/stem/rosettasciio/" + name), "s3a://micrographs/tia/" + name);
    }
    Storage storage = StorageSettings.fromSpark(server.settings()).open();
    String emi = "64x64_TEM_images_acquire.emi";
    try (SeekableSource source = storage.source("s3a://micrographs/tia/" + emi, emi)) {
      ImageFile file = ImageReaders.open(source, 1 << 20);
      assertEquals(List.of("64x64_TEM_images_acquire_1.ser"), file.companionOf());
      assertEquals(1, file.images().size());
      assertEquals(64, file.images().get(0).read(0, 63, 1).width());
    }
    Path raw = Files.write(folder.resolve("one.raw"), new byte[130 * 128 * 4]);
    Path xml =
        Files.writeString(
            folder.resolve("map.xml"),
            "<root><raw_file filename=\"one.raw\"/><series_count>1</series_count></root>");
    upload(raw, "s3a://micrographs/empad/one.raw");
    upload(xml, "s3a://micrographs/empad/map.xml");
    try (SeekableSource source = storage.source("s3a://micrographs/empad/one.raw", "one.raw")) {
      assertEquals("EMPAD", ImageReaders.open(source, 1 << 20).format());
    }
  }

  @Test
  void membersOfAnArchiveAreReadFromRangesOfTheObject() throws Exception {
    Path shard = folder.resolve("shard.tar");
    Path file = images.resolve("haadf-0001.tif");
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(shard))) {
      tar.putArchiveEntry(new TarArchiveEntry(file.toFile(), "one.tif"));
      Files.copy(file, tar);
      tar.closeArchiveEntry();
    }
    upload(shard, "s3a://micrographs/shards/shard.tar");
    JsonNode made = run("s3a://micrographs/unpacked", "--input", "s3a://micrographs/shards");
    assertEquals(1, made.get("files_used").asInt());
    Path local = folder.resolve("local-shard");
    String[] command = {"prepare", "--json", "--output", local + "", "--input", shard + ""};
    assertEquals(prepare(InProcess.run(command)).get("digest"), made.get("digest"));
  }

  @Test
  void aZarrFolderAndAScanPathAreReadFromObjects() throws Exception {
    Path zarr = Files.createDirectories(folder.resolve("z/image.zarr"));
    byte[] pixels = new byte[64 * 64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * i / 7);
    }
    Files.write(zarr.resolve("0.0"), pixels);
    Files.writeString(
        zarr.resolve(".zarray"),
        "{\"zarr_format\": 2, \"shape\": [64, 64], \"chunks\": [64, 64], \"dtype\": \"|u1\","
            + " \"compressor\": null, \"fill_value\": 0, \"order\": \"C\", \"filters\": null}");
    Path path = Files.writeString(folder.resolve("p.csv"), "t,x,y,dwell\n0,9,9,1\n1,40,50,1\n");
    upload(zarr.resolve("0.0"), "s3a://micrographs/z/image.zarr/0.0");
    upload(zarr.resolve(".zarray"), "s3a://micrographs/z/image.zarr/.zarray");
    upload(path, "s3a://micrographs/paths/p.csv");
    List<JsonNode> made = new ArrayList<>();
    for (String root : List.of(folder + "/", "s3a://micrographs/")) {
      String csv = root + (root.startsWith("s3a:") ? "paths/p.csv" : "p.csv");
      Path recipe =
          Files.writeString(
              folder.resolve("recipe.yaml"),
              "name: r\n"
                  + "crop: {side: 64}\n"
                  + "steps: [rescale-min-max, {kind: probe-scan, path: {file: '"
                  + csv
                  + "'}}]\n");
      made.add(run(root + "of-zarr", "--recipe", recipe + "", "--input", root + "z"));
    }
    assertEquals(1, made.get(1).get("examples").asInt());
    assertEquals(made.get(0).get("digest"), made.get(1).get("digest"));
  }

  @Test
  void withoutCredentialsTheOptionIsNamed() throws IOException {
    // Of its own, since Hadoop keeps a bucket's client, credentials and all, for the process.
    server.bucket("others");
    Map<String, String> settings = new TreeMap<>(server.settings());
    settings.keySet().removeIf(key -> key.endsWith(".key"));
    settings.put(
        "spark.hadoop.fs.s3a.aws.credentials.provider",
        "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    String out = "s3a://others/denied";
    Alrc.Finished run =
        InProcess.run(command(settings, "--input", images.toString(), "--output", out));
    assertEquals(2, run.status(), run::err);
    assertTrue(run.err().contains("alrc: --output " + out + ": cannot be reached"), run::err);
    assertTrue(run.err().contains("credentials"), run::err);
  }

  /** Bytes that all clients of this process have read from the store. */
  private static long bytesRead() {
    Long bytes = FileSystem.getGlobalStorageStatistics().get("s3a").getLong("bytesRead");
    return Objects.requireNonNull(bytes, "Hadoop counts what is read");
  }

  private static JsonNode run(String out, String... inputs) throws IOException {
    List<String> options = new ArrayList<>(List.of(inputs));
    options.addAll(List.of("--output", out));
    return prepare(InProcess.run(command(options.toArray(String[]::new))));
  }

  private static String[] command(String... options) {
    return command(server.settings(), options);
  }

  private static String[] command(Map<String, String> settings, String... options) {
    List<String> command = new ArrayList<>(List.of("prepare", "--master", "local[2]", "--json"));
    command.addAll(List.of(options));
    settings.forEach((k, v) -> command.addAll(List.of("--conf", k + "=" + v)));
    return command.toArray(String[]::new);
  }

  private static JsonNode prepare(Alrc.Finished run) throws IOException {
    assertEquals(0, run.status(), run::err);
    return JSON.readTree(run.lastLine());
  }

  private static Map<Path, FileTime> parts(String out) throws IOException {
    Map<Path, FileTime> parts = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(bucket.resolve(out).resolve("examples"))) {
      for (Path file : walk.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        parts.put(file, Files.getLastModifiedTime(file));
      }
    }
    return parts;
  }

  private static List<Path> temporary(Path out) throws IOException {
    try (Stream<Path> walk = Files.walk(out)) {
      return walk.filter(f -> f.toString().endsWith(".tmp")).collect(Collectors.toList());
    }
  }

  private static void assertNoCredentials(String printed, Path out) throws IOException {
    assertFalse(printed.contains(S3Server.SECRET_KEY) || printed.contains(S3Server.ACCESS_KEY));
    int files = 0;
    try (Stream<Path> walk = Files.walk(out)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains(S3Server.SECRET_KEY), file::toString);
        assertFalse(bytes.contains(S3Server.ACCESS_KEY), file::toString);
        files++;
      }
    }
    assertTrue(files > 4, "the output was looked at");
  }
}
