package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.stem.codec.InvalidSettingException;
import org.junit.jupiter.api.Test;

class RecipeTest {
  private static final Recipe PAPER = Recipe.named("partial-stem-paper");

  @Test
  void thePaperRecipeIsPinned() {
    assertEquals(
        "{\"crop\":{\"side\":512,\"stride\":512},\"name\":\"partial-stem-paper\",\"steps\":["
            + "{\"kind\":\"clean-non-finite\"},{\"kind\":\"rescale-min-max\"},"
            + "{\"choice\":\"random\",\"kind\":\"orient\"},"
            + "{\"kind\":\"partial-scan\",\"path\":{\"coverage\":0.05,\"kind\":\"spiral\"}}]}",
        PAPER.canonicalJson());
  }

  @Test
  void recipesRoundTripThroughJson() {
    Recipe back = Recipe.fromJson(PAPER.canonicalJson());
    assertEquals(PAPER, back);
    assertEquals(PAPER.id(), back.id());
    assertNotEquals(PAPER.id(), Recipe.partialStem("partial-stem-64", 64).id());
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertEquals(
        "recipe partial: must be partial-stem-paper",
        assertThrows(InvalidSettingException.class, () -> Recipe.named("partial")).getMessage());
  }

  @Test
  void theNameOfTheSourceDoesNotChangeAnExamplesPixels() {
    Recipe recipe = Recipe.partialStem("small", 64);
    Example raw = Examples.noise(64, 64, 1);
    ExampleKey key = raw.key();
    ExampleKey renamed =
        new ExampleKey(
            "other", key.sourceSha256(), key.image(), key.frame(), key.row(), key.col(), 0);
    Example one = recipe.apply(raw, 0);
    Example two = recipe.apply(Example.raw(renamed, 64, 64, raw.truth()), 0);
    Example other = recipe.apply(raw, 1);
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        one.scan().orElseThrow().values(), two.scan().orElseThrow().values());
    assertNotEquals(
        java.util.Arrays.hashCode(one.scan().orElseThrow().values()),
        java.util.Arrays.hashCode(other.scan().orElseThrow().values()));
  }

  @Test
  void theMaskIsThatOfTheScanStep() {
    assertEquals(45_773, PAPER.mask().orElseThrow().selected().length);
  }
}
