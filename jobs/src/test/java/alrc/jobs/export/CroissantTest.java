package alrc.jobs.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code croissant.json} against the data set that it describes, and against its specification. */
class CroissantTest {
  /** The specification's required properties of a data set, in version 1.1. */
  private static final List<String> REQUIRED =
      List.of(
          "@context",
          "@type",
          "conformsTo",
          "description",
          "license",
          "name",
          "url",
          "creator",
          "datePublished",
          "distribution");

  /** Terms of schema.org, which the context's vocabulary covers. */
  private static final Set<String> SCHEMA_ORG =
      Set.of(
          "name",
          "description",
          "identifier",
          "url",
          "license",
          "creator",
          "datePublished",
          "distribution",
          "contentUrl",
          "contentSize",
          "encodingFormat",
          "sha256");

  @TempDir Path folder;

  private JsonNode prepared(String... more) throws Exception {
    Path input = folder.resolve("in");
    InProcess.run("synthesize", "--count", "2", "--size", "512", "--output", input.toString());
    Files.writeString(input.resolve("notes.txt"), "no micrograph");
    List<String> command = new ArrayList<>(List.of("prepare", "--input", input.toString()));
    command.addAll(List.of("--output", data().toString()));
    command.addAll(List.of(more));
    Alrc.Finished run = InProcess.run(command.toArray(String[]::new));
    assertEquals(0, run.status(), run::err);
    return new ObjectMapper().readTree(data().resolve("croissant.json").toFile());
  }

  private Path data() {
    return folder.resolve("data");
  }

  @Test
  void filesColumnsSplitsAndSourcesAreThoseOfTheDataSet() throws Exception {
    JsonNode croissant = prepared("--pixels", "uint16");
    REQUIRED.forEach(property -> assertTrue(croissant.has(property), property));
    assertEquals("http://mlcommons.org/croissant/1.1", croissant.get("conformsTo").asText());
    List<String> files = new ArrayList<>();
    for (JsonNode file : croissant.get("distribution")) {
      if (file.get("@type").asText().equals("cr:FileObject")) {
        files.add(file.get("contentUrl").asText());
        byte[] content = Files.readAllBytes(data().resolve(file.get("contentUrl").asText()));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
        assertEquals(HexFormat.of().formatHex(digest), file.get("sha256").asText());
        assertEquals(content.length + " B", file.get("contentSize").asText());
      }
    }
    assertEquals(
        List.of(
            "manifest.json",
            "masks.parquet",
            "sources.parquet",
            "rejects.parquet",
            "duplicates.parquet"),
        files);
    JsonNode examples = croissant.get("recordSet").get(1);
    Set<String> columns = new TreeSet<>();
    examples.get("field").forEach(field -> columns.add(field.get("name").asText()));
    assertEquals(new TreeSet<>(parquetColumns()), columns);
    assertEquals(sources(), derivedFrom(croissant));
  }

  /** The columns of the parts, and their split, which the names of their folders have. */
  private List<String> parquetColumns() throws Exception {
    String parts = "read_parquet('%s/examples/*/*.parquet', hive_partitioning=true)";
    return Duck.rows(data(), "SELECT column_name FROM (DESCRIBE SELECT * FROM " + parts + ")");
  }

  private Map<String, String> sources() throws Exception {
    Map<String, String> sources = new TreeMap<>();
    for (String name : List.of("haadf-0000.tif", "haadf-0001.tif")) {
      byte[] content = Files.readAllBytes(folder.resolve("in").resolve(name));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      sources.put(name, HexFormat.of().formatHex(digest));
    }
    return sources;
  }

  private static Map<String, String> derivedFrom(JsonNode croissant) {
    Map<String, String> sources = new TreeMap<>();
    croissant
        .get("prov:wasDerivedFrom")
        .forEach(s -> sources.put(s.get("prov:label").asText(), s.get("sha256").asText()));
    return sources;
  }

  @Test
  void everyTermIsInTheContextAndEveryReferenceHasItsTarget() throws Exception {
    JsonNode croissant = prepared("--format", "tfrecord");
    assertEquals(1, croissant.get("recordSet").size(), "no columns: the splits alone");
    assertEquals(
        "examples/split=*/*.tfrecord",
        croissant.get("distribution").get(5).get("includes").asText());
    check(croissant);
  }

  @Test
  void soItIsForParquet() throws Exception {
    check(prepared());
  }

  private static void check(JsonNode croissant) {
    Set<String> ids = new HashSet<>();
    Set<String> references = new HashSet<>();
    walk(croissant, croissant.get("@context"), ids, references);
    assertTrue(ids.containsAll(references), ids + " " + references);
    assertTrue(references.contains("splits/name"), references::toString);
  }

  private static void walk(
      JsonNode node, JsonNode context, Set<String> ids, Set<String> references) {
    if (node.isObject() && node.has("@id")) {
      String id = node.get("@id").asText();
      if (node.size() == 1) {
        references.add(id);
      } else {
        assertTrue(ids.add(id), id + " is there twice");
      }
    }
    node.properties()
        .forEach(
            property -> {
              String term = property.getKey();
              boolean known =
                  term.startsWith("@")
                      || context.has(term)
                      || SCHEMA_ORG.contains(term)
                      || (term.contains(":") && context.has(term.split(":")[0]));
              assertTrue(known, term);
              if (!term.equals("@context") && !term.equals("data")) {
                walk(property.getValue(), context, ids, references);
              }
            });
    if (node.isArray()) {
      StreamSupport.stream(node.spliterator(), false)
          .forEach(child -> walk(child, context, ids, references));
    }
  }
}
