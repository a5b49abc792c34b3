package alrc.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class YamlTextTest {
  private static Node.Section read(String text) {
    return YamlText.read(text, "t.yaml").section("a section");
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(SettingMistake.class, () -> YamlText.read(text, "t.yaml")).getMessage());
  }

  @Test
  void everyNodeKnowsItsPathAndLine() {
    Node list = read("a: 1\nb:\n  c: [x,\n    {d: 'y'}]\n").fields().get("b");
    Node entry = list.section("").fields().get("c").sequence("").entries().get(1);
    Node quoted = entry.section("").fields().get("d");
    assertEquals(new Place("t.yaml", "b.c[1].d", 4), quoted.place());
    assertEquals(Node.Style.QUOTED, ((Node.Scalar) quoted).style());
    assertEquals("'nothing'", read("a:\n").fields().get("a").describe());
  }

  @Test
  void anchorsAndMergeKeysAreResolved() {
    Node.Section merged = read("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {<<: [*a, {z: 4}]}\n");
    Node.Section b = merged.fields().get("b").section("");
    assertEquals("'1'", b.fields().get("x").describe());
    assertEquals("'3'", b.fields().get("y").describe());
    assertEquals(
        List.of("x", "y", "z"),
        List.copyOf(merged.fields().get("c").section("").fields().keySet()));
  }

  @Test
  void sharedPartsAreNoFieldsAndTheirMistakesPointToThem() {
    String text =
        "x-parts:\n  - &rule\n    kind: alrc\n    decay: 2\nrule: {<<: *rule, start: 1}\n";
    Node.Section file = YamlText.file(text, "t.yaml").section("a section");
    assertEquals(List.of("rule"), List.copyOf(file.fields().keySet()));
    Node decay = file.fields().get("rule").section("").fields().get("decay");
    assertEquals(new Place("t.yaml", "rule.decay", 4), decay.place());
  }

  @Test
  void aSectionMayBeRepeatedOften() {
    String text = "x-a: &a {b: 1}\nc: [" + "*a, ".repeat(500) + "*a]\n";
    Node list = YamlText.file(text, "t.yaml").section("").fields().get("c");
    assertEquals(501, list.sequence("").entries().size());
  }

  @Test
  void whatIsNoYamlNamesFileAndLine() {
    assertEquals("t.yaml:1: is empty", refusal(""));
    assertTrue(refusal("a: {b\nc: 1\n").startsWith("t.yaml:2: is not valid YAML: "));
    assertEquals("t.yaml:2: a: must not be given twice", refusal("a: 1\na: 2\n"));
    assertTrue(refusal("? [a]\n: 1\n").contains("must be one word"));
    assertTrue(refusal("a: {<<: 5}\n").contains("<< must be given a section"));
  }

  /** Each line doubles the last: the text stays short, the nodes would not. */
  @Test
  void anchorsCannotMakeASmallTextFillTheMemory() {
    StringBuilder text = new StringBuilder("a0: &a0 x\n");
    for (int i = 1; i < 40; i++) {
      text.append(String.format(Locale.ROOT, "a%1$d: &a%1$d [*a%2$d, *a%2$d]%n", i, i - 1));
    }
    assertTrue(refusal(text.toString()).contains("t.yaml:"));
    assertTrue(refusal("[".repeat(5_000)).contains("is not valid YAML"));
    assertTrue(refusal("a: &a [*a]\n").contains("t.yaml:1"), refusal("a: &a [*a]\n"));
  }
}
