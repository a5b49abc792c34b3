package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Studies that begin with an earlier trial's parameters. */
class StartTest {
  private static Study study(String model) {
    return Study.parse("study: s\ndata: synthetic\nmodel: " + model + "\n", "s.yaml");
  }

  private static Study known(Study study) {
    return study.withStarts(
        cell -> cell.model().from() == null ? null : "digest of " + cell.model().from());
  }

  @Test
  void theContentOfTheFileIsPartOfTheCellAndItsPlaceIsNot() {
    Cell drawn = study("supersampling").cells().get(0);
    assertNull(drawn.model().from());
    Study named = study("{kind: supersampling, from: models/a.safetensors}");
    Cell here = known(named).cells().get(0);
    assertEquals("models/a.safetensors", here.model().from());
    assertEquals("digest of models/a.safetensors", here.model().fromDigest());
    assertNotEquals(drawn.id(), here.id());
    Study far = named.withDataPaths(path -> "/far/" + path);
    assertEquals("/far/models/a.safetensors", far.cells().get(0).model().from());
    assertEquals(here.id(), far.withStarts(cell -> here.model().fromDigest()).cells().get(0).id());
    assertNotEquals(here.id(), far.withStarts(cell -> "of another").cells().get(0).id());
    assertTrue(
        here.canonicalJson().contains("\"from-digest\":\"digest of models/a.safetensors\""),
        here.canonicalJson());
    assertFalse(here.canonicalJson().contains("\"from\""), here.canonicalJson());
  }

  @Test
  void drawnParametersAndFilesAreAnAxisLikeAnyOther() {
    Study study = known(study("[supersampling, {kind: supersampling, from: [a, b]}]"));
    assertEquals(3, study.cells().stream().map(Cell::id).distinct().count());
    assertEquals(study, Study.fromJson(study.canonicalJson()));
    assertEquals(3, study.trials(data -> "d").stream().map(Trial::id).distinct().count() / 10);
    assertEquals(1, study.data().size(), "they train on the same data");
    List<String> files = study.cells().stream().map(cell -> cell.model().from()).skip(1).toList();
    assertEquals(List.of("a", "b"), files);
  }

  @Test
  void twoFilesOfTheSameContentAreRefused() {
    Study two = study("{kind: supersampling, from: [a, b]}");
    assertThrows(SettingMistake.class, () -> two.withStarts(cell -> "the same"));
  }

  @Test
  void anOverrideMayNameTheFile() {
    Study study =
        Study.parse(
            "study: s\ndata: synthetic\nbatch: [1, 4]\n"
                + "overrides: [{when: {batch: 4}, set: {model: {from: a}}}]\n",
            "s.yaml");
    assertNull(study.cells().get(0).model().from());
    assertEquals("a", study.cells().get(1).model().from());
  }
}
