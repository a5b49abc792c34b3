package alrc.jobs.export;

import alrc.jobs.ledger.CodeVersion;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import alrc.settings.RecordJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * {@code ro-crate-metadata.json}: the report as an RO-Crate 1.1 with the profile Process Run Crate
 * 0.5 (w3id.org/ro/wfrun/process/0.5). It describes the files, and two actions: the sweep that
 * trained, and the report that was made of it. The address of a sweep and the names of machines and
 * people are left out: a crate is for publication.
 */
final class RunCrate {
  static final String FILE = "ro-crate-metadata.json";

  private static final String PROFILE = "https://w3id.org/ro/wfrun/process/0.5";

  /** The state of an action that ended well. */
  static final String COMPLETED = "http://schema.org/CompletedActionStatus";

  private static final String ROOT = "./";
  static final String REPORT = "#report";

  /** Before the version of this program in its entity's name. */
  static final String PROGRAM = "#alrc-";

  private static final String LICENCE = "#licence";
  private static final Map<String, String> FORMATS =
      Map.of(
          "html", "text/html",
          "md", "text/markdown",
          "tex", "application/x-tex",
          "csv", "text/csv",
          "json", "application/json",
          "svg", "image/svg+xml",
          "pdf", "application/pdf",
          "parquet", "application/vnd.apache.parquet");

  private final StudyResults study;
  private final Instant begun;
  private final ArrayNode parts = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode references = JsonNodeFactory.instance.arrayNode();

  RunCrate(StudyResults study, Instant begun) {
    this.study = study;
    this.begun = begun;
  }

  /** Adds a file of the report. */
  void addFile(String name, String title, FileFacts facts) {
    ObjectNode file = part(name, "File", title);
    file.put("contentSize", String.valueOf(facts.bytes())).put("sha256", facts.sha256());
  }

  /**
   * Adds a folder.
   *
   * @param name ends with a slash
   * @param files names of its files, inside the report
   */
  void addFolder(String name, String contents, List<String> files) {
    ArrayNode members = part(name, "Dataset", contents).putArray("hasPart");
    for (String file : files) {
      members.add(reference(file));
      parts.addObject().put("@id", file).put("@type", "File").put("name", file);
    }
  }

  private ObjectNode part(String name, String type, String title) {
    references.add(reference(name));
    ObjectNode part = parts.addObject();
    part.put("@id", name).put("@type", type).put("name", title);
    String format = FORMATS.get(name.substring(name.lastIndexOf('.') + 1));
    if (format != null) {
      part.put("encodingFormat", format);
    }
    return part;
  }

  /** Returns the file's text. */
  String json(Instant ended) {
    ObjectNode crate = JsonNodeFactory.instance.objectNode();
    crate
        .putArray("@context")
        .add("https://w3id.org/ro/crate/1.1/context")
        .add("https://w3id.org/ro/terms/workflow-run/context");
    ArrayNode graph = crate.putArray("@graph");
    ObjectNode descriptor = entity(graph, FILE, "CreativeWork");
    descriptor.set("conformsTo", reference("https://w3id.org/ro/crate/1.1"));
    descriptor.set("about", reference(ROOT));
    root(graph, ended);
    entity(graph, PROFILE, "CreativeWork").put("name", "Process Run Crate").put("version", "0.5");
    entity(graph, LICENCE, "CreativeWork")
        .put("name", "No licence is stated")
        .put("description", "Ask those who ran the study before you use it.");
    graph.addAll(parts);
    ObjectNode report = action(graph, REPORT, "Report of " + study.study(), begun, ended);
    report.put("description", "alrc report: tables, figures and comparisons of a sweep's results.");
    report.set("instrument", program(graph, CodeVersion.current()));
    report.put("actionStatus", COMPLETED);
    report.set("result", references);
    report.putArray("object").add(reference(CrateSweep.RESULTS));
    new CrateSweep(study).addTo(graph);
    return RecordJson.prettyText(crate) + "\n";
  }

  private void root(ArrayNode graph, Instant ended) {
    ObjectNode root = entity(graph, ROOT, "Dataset");
    root.put("name", "Report of " + study.study()).put("description", counts());
    root.put("datePublished", ended.atOffset(ZoneOffset.UTC).toLocalDate().toString());
    root.set("license", reference(LICENCE));
    root.set("conformsTo", JsonNodeFactory.instance.arrayNode().add(reference(PROFILE)));
    root.set("hasPart", references);
    ArrayNode mentions = root.putArray("mentions").add(reference(REPORT));
    if (CrateSweep.hasTrained(study)) {
      mentions.add(reference(CrateSweep.ACTION));
    }
  }

  private String counts() {
    return String.format(
        Locale.ROOT,
        "Results of a study of repeated seeds: %d cells; %d trials completed, %d diverged, %d"
            + " failed, %d pending.",
        study.cells().size(),
        sum(CellResult::completed),
        sum(CellResult::diverged),
        sum(CellResult::failed),
        sum(CellResult::pending));
  }

  private long sum(ToLongFunction<CellResult> count) {
    return study.cells().stream().mapToLong(count).sum();
  }

  /** Adds an entity to the graph, unless it has one of that name. */
  static ObjectNode entity(ArrayNode graph, String id, String type) {
    for (JsonNode known : graph) {
      if (known.path("@id").asText().equals(id)) {
        return (ObjectNode) known;
      }
    }
    return graph.addObject().put("@id", id).put("@type", type);
  }

  static ObjectNode reference(String id) {
    return JsonNodeFactory.instance.objectNode().put("@id", id);
  }

  /** Adds a version of this program, and refers to it. */
  static ObjectNode program(ArrayNode graph, String version) {
    String id = PROGRAM + RunNames.safe(version);
    entity(graph, id, "SoftwareApplication").put("name", "alrc").put("softwareVersion", version);
    return reference(id);
  }

  /** Adds an action. */
  static ObjectNode action(ArrayNode graph, String id, String name, Instant begun, Instant ended) {
    return entity(graph, id, "CreateAction")
        .put("name", name)
        .put("startTime", time(begun))
        .put("endTime", time(ended));
  }

  /** ISO 8601 in whole seconds and with an offset in digits, as the profile's validator has it. */
  private static String time(Instant instant) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT)
        .format(instant.atOffset(ZoneOffset.UTC));
  }
}
