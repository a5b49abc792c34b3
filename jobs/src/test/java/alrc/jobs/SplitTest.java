package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SharedData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where examples go: what each split promises, and what becomes of copies. */
class SplitTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPLITS =
      "SELECT DISTINCT source, split FROM read_parquet('%s/examples/**/*.parquet',"
          + " hive_partitioning=true) ORDER BY 1";

  @TempDir Path folder;
  private Path images;

  @BeforeEach
  void images() {
    images = folder.resolve("images");
    run("synthesize", "--count", "12", "--size", "512", "--output", images.toString());
  }

  @Test
  void theOrderedSplitFollowsTheOrderAndIsNotExtended() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Path file = images.resolve("haadf-000" + i + ".tif");
      lines.add(0, Files.move(file, images.resolve(i + 3 + ".tif")).toString());
    }
    Path list = Files.write(folder.resolve("list"), lines);
    prepare("listed", "--input", "@" + list, "--split", "ordered");
    assertEquals(
        List.of(
            "10.tif|train",
            "11.tif|train",
            "12.tif|train",
            "3.tif|test",
            "4.tif|test",
            "5.tif|validation",
            "6.tif|train",
            "7.tif|train",
            "8.tif|train",
            "9.tif|train"),
        Duck.rows(folder.resolve("listed"), SPLITS));
    prepare("named", "--input", images + "/?.tif", images + "/1?.tif", "--split", "ordered");
    assertTrue(Duck.rows(folder.resolve("named"), SPLITS).contains("12.tif|test"));

    JsonNode again = prepare("listed", "--input", "@" + list, "--split", "ordered");
    assertEquals(10, again.get("examples").asInt());
    refused("cannot be extended", "listed", "--input", images.toString(), "--split", "ordered");
    refused("prepared with --split ordered", "listed", "--input", images.toString());
  }

  @Test
  void copiesNeverStraddleAnOrderedSplit() throws Exception {
    Files.writeString(images.resolve("broken-0.tif"), "II*");
    copy("haadf-0001.tif", "haadf-0001-again.tif");
    copy("haadf-0002.tif", "zz-again.tif");
    // 15 files, of which one cannot be read and has its place all the same: 11, 1, 3.
    prepare("out", "--input", images.toString(), "--split", "ordered");
    List<String> splits = Duck.rows(folder.resolve("out"), SPLITS);
    assertEquals(13, splits.size());
    assertTrue(splits.contains("haadf-0001-again.tif|train"), splits::toString);
    assertTrue(splits.contains("haadf-0009.tif|validation"), splits::toString);
    assertTrue(splits.contains("haadf-0010.tif|test"), splits::toString);
    assertEquals(
        List.of("zz-again.tif|bridges-splits"),
        Duck.rows(
            folder.resolve("out"),
            "SELECT source, reason FROM read_parquet('%s/rejects.parquet') WHERE stage = 'split'"));
    assertEquals(
        List.of("haadf-0001.tif|haadf-0001-again.tif|exact", "zz-again.tif|haadf-0002.tif|exact"),
        Duck.rows(
            folder.resolve("out"),
            "SELECT source, of_source, kind FROM read_parquet('%s/duplicates.parquet') ORDER BY 1"));
    assertEquals(
        JSON.readTree("{\"bridging\":1,\"dropped\":0,\"exact\":1,\"near\":0}"),
        manifest("out").get("duplicates"));
  }

  /** The same pixels in a file of one more byte. */
  private void copy(String from, String to) throws Exception {
    Path copy = Files.copy(images.resolve(from), images.resolve(to));
    Files.write(copy, new byte[] {0}, StandardOpenOption.APPEND);
  }

  @Test
  void theAuthorsCountsComeOutOfTheShapeTable() throws Exception {
    Path shapes = SharedData.path("data/wemd/shapes.csv");
    Alrc.Finished run =
        run("prepare", "--dry-run", "--shapes", shapes + "", "--split", "ordered", "--json");
    assertEquals(
        JSON.readTree("{\"train\":110933,\"validation\":21259,\"test\":28877}"),
        JSON.readTree(run.lastLine()).get("splits"));
  }

  @Test
  void addedFilesMoveNothingAndCopiesFollowTheirOriginals() throws Exception {
    prepare("out", "--input", images.toString());
    List<String> before = Duck.rows(folder.resolve("out"), SPLITS);
    assertTrue(before.stream().map(row -> row.split("\\|")[1]).distinct().count() > 1);

    List<String> expected = new ArrayList<>(before);
    for (String row : before) {
      String copy = "copy-of-" + row.split("\\|")[0];
      copy(row.split("\\|")[0], copy);
      expected.add(copy + "|" + row.split("\\|")[1]);
    }
    expected.sort(null);
    prepare("out", "--input", images.toString());
    assertEquals(expected, Duck.rows(folder.resolve("out"), SPLITS));
    assertEquals(12, manifest("out").get("duplicates").get("exact").asInt());
    assertEquals(
        List.of("exact|0"),
        Duck.rows(
            folder.resolve("out"),
            "SELECT DISTINCT kind, differing_bits FROM read_parquet('%s/duplicates.parquet')"));

    prepare("fewer", "--input", images.toString(), "--duplicates", "drop");
    assertEquals(12, manifest("fewer").get("duplicates").get("dropped").asInt());
    refused("--duplicates keep: ", "fewer", "--input", images.toString());
    prepare("fewer", "--input", images.toString(), "--duplicates", "drop");
    assertEquals(
        List.of("duplicate|12"),
        Duck.rows(
            folder.resolve("fewer"),
            "SELECT reason, count(*) FROM read_parquet('%s/rejects.parquet') GROUP BY 1"));
    assertEquals(
        List.of("12"),
        Duck.rows(
            folder.resolve("fewer"),
            "SELECT count(*) FROM read_parquet('%s/duplicates.parquet') WHERE kind = 'exact'"));
  }

  @Test
  void sixtyFourTasksOrOneGiveTheSame() throws Exception {
    String content =
        "SELECT example_id, split, sha256(truth), sha256(scan) FROM"
            + " read_parquet('%s/examples/**/*.parquet', hive_partitioning=true) ORDER BY 1";
    String images = this.images.toString();
    String key = "spark.default.parallelism=";
    JsonNode one = prepare("one", "--input", images, "--master", "local[1]", "--conf", key + 1);
    JsonNode many = prepare("many", "--input", images, "--master", "local[2]", "--conf", key + 64);
    assertEquals(one.get("digest"), many.get("digest"));
    assertEquals(
        Duck.rows(folder.resolve("one"), content), Duck.rows(folder.resolve("many"), content));
    assertTrue(parts("many") > parts("one"), "the tasks wrote parts of their own");
  }

  private long parts(String out) throws Exception {
    try (Stream<Path> walk = Files.walk(folder.resolve(out).resolve("examples"))) {
      return walk.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void nearDuplicatesOfRealMicrographsAreReported() throws Exception {
    Path stem = SharedData.path("data/stem");
    prepare(
        "real",
        "--input",
        stem + "/reencoded/moire_16bit.png",
        stem + "/reencoded/moire_lzw_uint16.tif",
        stem + "/stem-moire-gpa/STEM_Moire_Hologram.dm3");
    assertEquals(
        List.of(
            "moire_16bit.png|STEM_Moire_Hologram.dm3|exact",
            "moire_lzw_uint16.tif|STEM_Moire_Hologram.dm3|exact"),
        Duck.rows(
            folder.resolve("real"),
            "SELECT source, of_source, kind FROM read_parquet('%s/duplicates.parquet') ORDER BY 1"));
    assertEquals(
        1, Duck.rows(folder.resolve("real"), "SELECT DISTINCT split FROM (" + SPLITS + ")").size());
  }

  private JsonNode manifest(String out) throws Exception {
    return JSON.readTree(folder.resolve(out).resolve("manifest.json").toFile());
  }

  private JsonNode prepare(String out, String... options) throws Exception {
    return JSON.readTree(run(command(out, options)).lastLine());
  }

  private void refused(String rule, String out, String... options) {
    Alrc.Finished run = InProcess.run(command(out, options));
    assertEquals(2, run.status(), run::err);
    assertTrue(run.err().contains(rule), run::err);
    assertEquals(1, run.err().strip().lines().count(), run::err);
  }

  private String[] command(String out, String... options) {
    Stream<String> all = Stream.of("prepare", "--json", "--output", folder.resolve(out).toString());
    return Stream.concat(all, Stream.of(options)).toArray(String[]::new);
  }

  private static Alrc.Finished run(String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
    return run;
  }
}
