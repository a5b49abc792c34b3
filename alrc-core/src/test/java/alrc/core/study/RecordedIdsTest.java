package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Ids that earlier versions gave to cells of every kind: recorded trials stay known by them. */
class RecordedIdsTest {
  @Test
  void idsAreThoseOfEarlierVersions() throws IOException {
    List<String> expected = lines();
    List<String> now = new ArrayList<>();
    for (String study : expected.stream().map(line -> line.substring(17)).distinct().toList()) {
      String data = study.contains("data:") ? "" : "data: synthetic\n";
      String yaml = "study: s\n" + data + study.replace("\\n", "\n") + "\n";
      Study.parse(yaml, "s.yaml").cells().forEach(cell -> now.add(cell.id() + "\t" + study));
    }
    assertEquals(String.join("\n", expected), String.join("\n", now));
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = RecordedIdsTest.class.getResourceAsStream("cell-ids.tsv")) {
      byte[] text = Objects.requireNonNull(in).readAllBytes();
      return new String(text, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
