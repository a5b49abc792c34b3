package alrc.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private static final String FILE =
      "name: x\nrule: {kind: chain, rules: [none, {kind: alrc, decay: 0.9}]}\nloss: squared\n";

  private static Node.Section changed(String... options) {
    List<Assignment> all =
        Arrays.stream(options).map(option -> Assignment.parse("--set", option)).toList();
    return Assignment.all(all, YamlText.read(FILE, "f.yaml").section("a section"));
  }

  private static Node at(Node.Section section, String name) {
    Node node = section.fields().get(name);
    return node == null ? section : node;
  }

  private static String refusal(String... options) {
    return String.valueOf(assertThrows(UserMistake.class, () -> changed(options)).getMessage());
  }

  @Test
  void aValueIsYamlAndKnowsTheOptionAsItsPlace() {
    Node seeds = at(changed("seeds=[2, 3]"), "seeds");
    Node second = seeds.sequence("a list").entries().get(1);
    assertEquals("'3'", second.describe());
    assertEquals("--set seeds=[2, 3]: seeds[1]: '3' is odd", second.mistake("is odd").getMessage());
  }

  @Test
  void aPathLeadsThroughSectionsAndEntriesAndMakesSections() {
    Node.Section rule = at(changed("rule.rules[1].decay=0.5"), "rule").section("");
    Node alrc = at(rule, "rules").sequence("").entries().get(1);
    assertEquals("'0.5'", at(alrc.section(""), "decay").describe());
    assertEquals("'alrc'", at(alrc.section(""), "kind").describe());
    assertEquals(
        "'7'", at(at(changed("summary.last=7"), "summary").section(""), "last").describe());
  }

  @Test
  void aFieldOfABareKindKeepsTheKind() {
    Node.Section loss = at(changed("loss.scale=25"), "loss").section("");
    assertEquals("'squared'", at(loss, "kind").describe());
    assertEquals("'25'", at(loss, "scale").describe());
  }

  @Test
  void whatIsNoAssignmentNamesTheOption() {
    String rule = ": must be FIELD=VALUE, such as iterations=1000 or rule.deviations=[2, 3]";
    assertEquals("--set seeds" + rule, refusal("seeds"));
    assertEquals("--set =3" + rule, refusal("=3"));
    assertEquals("--set a..b=3" + rule, refusal("a..b=3"));
    assertEquals("--set seeds=: seeds: is empty", refusal("seeds="));
    assertEquals(
        "--set a={b: a: is not valid YAML: expected ',' or '}', but got <stream end>",
        refusal("a={b"));
  }

  @Test
  void aPathThatLeadsNowhereIsRefused() {
    assertEquals(
        "--set rule.rules.decay=1: rule.rules: a list of 2 has no field decay; name an entry, such"
            + " as [0], or set all",
        refusal("rule.rules.decay=1"));
    assertEquals(
        "--set rule.rules[2].decay=1: rule.rules: a list of 2 has no entry [2]; the first is [0]",
        refusal("rule.rules[2].decay=1"));
  }

  @Test
  void anAssignmentThatALaterOneReplacesIsRefused() {
    assertEquals(
        "--set rule.decay=1: must be left out; --set rule=none replaces it",
        refusal("rule.decay=1", "rule=none"));
    assertEquals(
        "--set seeds=1: must be left out; --set seeds=2 replaces it",
        refusal("seeds=1", "seeds=2"));
  }
}
