package alrc.jobs.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.UnknownFieldSet;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.hadoop.util.TFRecordReader;

/** What {@code report --export} writes, read back by readers that are not ours. */
class ExportTest {
  private static final String STUDY =
      """
      study: two losses
      data: {kind: synthetic, images: 8}
      model: {kind: supersampling, width: 0.03125}
      loss: [squared, quartic]
      iterations: 6
      seeds: 2
      summary: {last: 2}
      curve: {boxcar: 2}
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void train() throws Exception {
    Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    Alrc.Finished sweep =
        InProcess.run("sweep", study.toString(), "--output", folder.resolve("sweep").toString());
    assertEquals(0, sweep.status(), sweep::err);
  }

  private static Alrc.Finished report(String name, String... exports) {
    List<String> command = new ArrayList<>(List.of("report", folder.resolve("sweep").toString()));
    command.addAll(List.of("--output", folder.resolve(name).toString()));
    for (String export : exports) {
      command.addAll(List.of("--export", export));
    }
    return InProcess.run(command.toArray(String[]::new));
  }

  @Test
  void tensorFlowsReaderFindsEveryPointOfEveryTrial() throws Exception {
    Alrc.Finished run = report("board", "tensorboard");
    assertEquals(0, run.status(), run::err);
    assertTrue(run.out().contains("exported: "), run::out);
    Path root = folder.resolve("board/tensorboard");
    Set<String> runs = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        runs.add(root.relativize(file.getParent()).toString());
        String name = file.getFileName().toString();
        assertTrue(name.startsWith("events.out.tfevents."), name);
        checkEvents(file, name.substring(name.lastIndexOf('.') + 1));
      }
    }
    assertEquals(
        Set.of(
            "loss=quartic/seed-0",
            "loss=quartic/seed-1",
            "loss=squared/seed-0",
            "loss=squared/seed-1"),
        runs);
  }

  private static void checkEvents(Path file, String trial) throws Exception {
    List<String> expected =
        Duck.rows(
            folder.resolve("sweep/curves"),
            "SELECT iteration, loss::FLOAT, loss_max::FLOAT, clipped::FLOAT, rate::FLOAT,"
                + " common_mse::FLOAT FROM read_parquet('%s/"
                + trial
                + ".parquet') ORDER BY iteration");
    List<String> found = new ArrayList<>();
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      TFRecordReader records = new TFRecordReader(in, true);
      UnknownFieldSet version = UnknownFieldSet.parseFrom(records.read());
      assertEquals(
          "brain.Event:2", version.getField(3).getLengthDelimitedList().get(0).toStringUtf8());
      double before = time(version);
      for (byte[] record = records.read(); record != null; record = records.read()) {
        UnknownFieldSet event = UnknownFieldSet.parseFrom(record);
        assertTrue(time(event) >= before && time(event) < before + 600, "" + time(event));
        found.add(point(event));
      }
      assertNull(records.read());
    }
    assertEquals(3, found.size());
    assertEquals(expected, found);
  }

  private static double time(UnknownFieldSet event) {
    return Double.longBitsToDouble(event.getField(1).getFixed64List().get(0));
  }

  private static String point(UnknownFieldSet event) throws Exception {
    UnknownFieldSet summary =
        UnknownFieldSet.parseFrom(event.getField(5).getLengthDelimitedList().get(0));
    Map<String, Float> values = new HashMap<>();
    for (var bytes : summary.getField(1).getLengthDelimitedList()) {
      UnknownFieldSet value = UnknownFieldSet.parseFrom(bytes);
      values.put(
          value.getField(1).getLengthDelimitedList().get(0).toStringUtf8(),
          Float.intBitsToFloat(value.getField(2).getFixed32List().get(0)));
    }
    assertEquals(5, values.size());
    return String.join(
        "|",
        event.getField(2).getVarintList().get(0).toString(),
        "" + values.get("training/loss"),
        "" + values.get("training/loss_max"),
        "" + values.get("training/clipped"),
        "" + values.get("training/rate"),
        "" + values.get("training/common_mse"));
  }

  @Test
  void theLongTableOfCurvesHasThePointsWithTheSettingsOfTheirCells() throws Exception {
    assertEquals(0, report("long", "curves").status());
    String points =
        "SELECT trial_id, iteration, loss, loss_max, clipped, rate, common_mse FROM"
            + " read_parquet('%s') ORDER BY ALL";
    List<String> rows = Duck.rows(folder.resolve("long/curves.parquet"), points);
    assertEquals(12, rows.size());
    assertEquals(Duck.rows(folder.resolve("sweep/curves/*.parquet"), points), rows);
    String settings =
        "SELECT DISTINCT trial_id, cell_id, study, seed, %l, %r FROM read_parquet('%s') ORDER BY"
            + " ALL";
    assertEquals(
        Duck.rows(
            folder.resolve("sweep/summaries/*.parquet"),
            settings.replace("%l", "loss").replace("%r", "rate")),
        Duck.rows(
            folder.resolve("long/curves.parquet"),
            settings.replace("%l", "cell_loss").replace("%r", "cell_rate")));
  }

  @Test
  void aCurveThatIsGoneIsNamedAndTheOthersAreExported() throws Exception {
    Path curves = folder.resolve("sweep/curves");
    Path curve;
    try (Stream<Path> files = Files.list(curves)) {
      curve = files.filter(f -> !f.getFileName().toString().startsWith(".")).findFirst().get();
    }
    Path aside = Files.move(curve, folder.resolve("aside"));
    try {
      Alrc.Finished run = report("gone", "curves");
      assertEquals(0, run.status(), run::err);
      String id = curve.getFileName().toString().replace(".parquet", "");
      assertTrue(run.err().contains("not exported: the learning curve of trial " + id), run::err);
      String count = "SELECT count(*) FROM read_parquet('%s')";
      assertEquals(9, Duck.number(folder.resolve("gone/curves.parquet"), count));
    } finally {
      Files.move(aside, curve);
    }
  }

  /** What a report without these exports leaves of one with them. */
  @Test
  void aRewrittenReportLeavesNothingThatItDoesNotSay() throws Exception {
    assertEquals(0, report("again", "tensorboard", "curves").status());
    Path again = folder.resolve("again");
    Path figure = again.resolve("figures/final-common-mse.svg");
    assertTrue(Files.exists(figure), "two losses have a chart of their common error");
    Path board = again.resolve("tensorboard");
    Path mine = Files.writeString(again.resolve("figures/mine.svg"), "<svg/>");
    Path event = Files.writeString(board.resolve("events.out.tfevents.1.host"), "another's");
    Path changed = again.resolve("figures/final-errors-quartic.svg");
    Files.writeString(changed, "edited", java.nio.file.StandardOpenOption.APPEND);
    Alrc.Finished run =
        InProcess.run(
            "report",
            folder.resolve("sweep").toString(),
            "--output",
            again.toString(),
            "--where",
            "loss=squared");
    assertEquals(0, run.status(), run::err);
    assertFalse(Files.exists(figure));
    assertFalse(Files.exists(again.resolve("curves.parquet")));
    try (Stream<Path> files = Files.walk(board)) {
      assertEquals(List.of(event), files.filter(Files::isRegularFile).toList());
    }
    assertTrue(Files.exists(mine) && Files.exists(changed), "what a report did not write is left");
    assertTrue(
        run.out().contains("files of the earlier report that this report does not have"), run::out);
    assertTrue(
        run.out().contains("left: 1 file of the earlier report, because you changed them"),
        run::out);
    assertTrue(Files.exists(again.resolve("figures/final-errors.svg")), "it has its own figures");
  }

  @Test
  void filesOfAForeignCrateAreLeft() throws Exception {
    Path foreign = Files.createDirectories(folder.resolve("foreign"));
    Path data = Files.writeString(foreign.resolve("data.csv"), "a");
    Path secret = Files.writeString(folder.resolve("secret.csv"), "a");
    String sha = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
    String file =
        "{\"@id\":\"%s\",\"@type\":\"File\",\"contentSize\":\"1\",\"sha256\":\"" + sha + "\"}";
    String crate = "{\"@graph\":[" + file.replace("%s", "data.csv") + "]}";
    Files.writeString(foreign.resolve("ro-crate-metadata.json"), crate);
    assertEquals(0, report("foreign").status());
    assertTrue(Files.exists(data), "the crate of another program");
    String own =
        "{\"@graph\":[{\"@id\":\"#report\",\"instrument\":{\"@id\":\"#alrc-1\"}},"
            + file.replace("%s", "../secret.csv")
            + "]}";
    Files.writeString(foreign.resolve("ro-crate-metadata.json"), own);
    assertEquals(0, report("foreign").status());
    assertTrue(Files.exists(secret), "nothing outside the report");
    Files.writeString(foreign.resolve("ro-crate-metadata.json"), "not JSON");
    assertEquals(0, report("foreign").status());
  }

  @Test
  void anUnknownExportIsRefusedBeforeAnythingIsWritten() {
    Alrc.Finished run = report("none", "tensorbord");
    assertEquals(2, run.status());
    assertEquals("alrc: --export tensorbord: must be tensorboard or curves", run.err().strip());
    assertFalse(Files.exists(folder.resolve("none")));
  }

  /** The rules of RO-Crate 1.1 and Process Run Crate 0.5, as their validator states them. */
  @Test
  void theCrateKeepsTheRulesOfItsProfile() throws Exception {
    assertEquals(0, report("crate", "curves").status());
    Path report = folder.resolve("crate");
    JsonNode crate = new ObjectMapper().readTree(report.resolve("ro-crate-metadata.json").toFile());
    assertEquals(
        "https://w3id.org/ro/terms/workflow-run/context", crate.get("@context").get(1).asText());
    Map<String, JsonNode> entities = new HashMap<>();
    for (JsonNode entity : crate.get("@graph")) {
      assertNull(entities.put(entity.get("@id").asText(), entity), "two entities of one name");
    }
    Set<String> references = new HashSet<>();
    crate.get("@graph").forEach(entity -> collect(entity, references));
    references.remove("https://w3id.org/ro/crate/1.1");
    assertTrue(entities.keySet().containsAll(references), references::toString);
    JsonNode root = entities.get("./");
    for (String required : List.of("name", "description", "datePublished", "license", "hasPart")) {
      assertTrue(root.has(required), required);
    }
    assertEquals(
        "https://w3id.org/ro/wfrun/process/0.5", root.get("conformsTo").get(0).get("@id").asText());
    for (String action : List.of("#sweep", "#report")) {
      checkAction(entities, entities.get(action));
    }
    for (JsonNode part : root.get("hasPart")) {
      checkFile(report, entities.get(part.get("@id").asText()));
    }
  }

  private static void collect(JsonNode node, Set<String> references) {
    for (JsonNode child : node) {
      if (child.isObject() && child.size() == 1 && child.has("@id")) {
        references.add(child.get("@id").asText());
      }
      collect(child, references);
    }
  }

  private static void checkAction(Map<String, JsonNode> entities, JsonNode action) {
    assertEquals("CreateAction", action.get("@type").asText());
    JsonNode instrument = action.get("instrument");
    JsonNode program = instrument.isArray() ? instrument.get(0) : instrument;
    assertEquals(
        "SoftwareApplication", entities.get(program.get("@id").asText()).get("@type").asText());
    for (String time : List.of("startTime", "endTime")) {
      assertTrue(
          action.get(time).asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00"),
          time);
    }
    assertTrue(action.get("startTime").asText().compareTo(action.get("endTime").asText()) <= 0);
    assertTrue(action.get("object").size() > 0 && action.get("result").size() > 0);
  }

  private static void checkFile(Path report, JsonNode file) throws Exception {
    assertEquals("File", file.get("@type").asText());
    Path path = report.resolve(file.get("@id").asText());
    assertTrue(Files.isRegularFile(path), path::toString);
    if (file.has("sha256")) {
      byte[] content = Files.readAllBytes(path);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      assertEquals(HexFormat.of().formatHex(digest), file.get("sha256").asText());
    }
  }
}
