package alrc.settings;

import static alrc.settings.Kinds.kind;
import static alrc.settings.Kinds.presetKind;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.settings.SettingsWriter.Form;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reading, expanding and writing records that only this test knows. */
class GridTest {
  private interface Shape {}

  private record Circle(@Preset(value = "1", written = true) double radius) implements Shape {
    Circle {
      Limits.positive("radius", radius);
    }
  }

  private record Box(int height, @Preset("=height") int width) implements Shape {}

  private record Dot() implements Shape {}

  private enum Colour {
    DARK_RED,
    BLUE
  }

  private record Picture(
      Shape shape,
      @Preset("[]") List<Shape> more,
      @Preset("blue") Colour colour,
      @Preset(value = "5", written = true) @Range(least = 1, most = 9) int copies,
      @Nullable Double weight,
      @OutsideIdentity @Preset("here") String folder,
      @Content(digest = "digest") @Nullable String file,
      @Nullable String digest) {
    Picture {
      Limits.require(
          colour != Colour.DARK_RED || copies < 9, "copies", copies, "must be < 9 in dark-red");
    }
  }

  private static final Kinds KINDS =
      new Kinds()
          .point(
              Shape.class,
              "shape",
              kind("box", Box.class),
              kind("dot", Dot.class),
              presetKind("circle", Circle.class));

  private static final Grid<Picture> GRID = new Grid<>(KINDS, Picture.class, 50);
  private static final SettingsWriter WRITER = new SettingsWriter(KINDS);

  private static List<String> expanded(String text, GridOverride... overrides) {
    return GRID.expand(section(text), List.of(overrides), List.of()).records().stream()
        .map(picture -> CanonicalJson.write(WRITER.tree(picture, Picture.class, Form.IDENTITY)))
        .toList();
  }

  private static Node.Section section(String text) {
    return YamlText.read(text, "p.yaml").section("a picture");
  }

  private static String refusal(String text, GridOverride... overrides) {
    return String.valueOf(
        assertThrows(SettingMistake.class, () -> expanded(text, overrides)).getMessage());
  }

  private static GridOverride override(String when, String set) {
    return new GridOverride(section(when), section(set));
  }

  @Test
  void theFirstAxisChangesSlowest() {
    assertEquals(
        List.of(
            "{\"shape\":{\"radius\":1.0},\"copies\":1}",
            "{\"shape\":{\"radius\":1.0},\"copies\":2}",
            "{\"shape\":{\"radius\":2.0},\"copies\":1}",
            "{\"shape\":{\"radius\":2.0},\"copies\":2}",
            "{\"shape\":\"dot\",\"copies\":1}",
            "{\"shape\":\"dot\",\"copies\":2}"),
        expanded("copies: [1, 2]\nshape: [{radius: [1, 2]}, dot]"));
  }

  @Test
  void aListByNatureIsAnAxisOnlyAsAListOfLists() {
    assertEquals(1, expanded("shape: dot\nmore: [dot, {kind: box, height: 3}]").size());
    assertEquals(1, expanded("shape: dot\nmore: dot").size());
    assertEquals(3, expanded("shape: dot\nmore: [[], [dot], dot, {radius: 4}]").size());
    assertEquals(2, expanded("shape: dot\nmore: [{kind: box, height: [3, 4]}]").size());
  }

  @Test
  void formsDifferInWhatTheyLeaveOut() {
    Picture picture =
        GRID.single(section("{shape: {kind: box, height: 3}, folder: there, file: f, digest: d}"));
    assertEquals(
        "{\"shape\":{\"kind\":\"box\",\"height\":3,\"width\":3},\"copies\":5,\"digest\":\"d\"}",
        CanonicalJson.write(WRITER.tree(picture, Picture.class, Form.IDENTITY)));
    String whole = CanonicalJson.write(WRITER.tree(picture, Picture.class, Form.WHOLE));
    assertEquals(
        "{\"shape\":{\"kind\":\"box\",\"height\":3,\"width\":3},\"copies\":5,"
            + "\"folder\":\"there\",\"file\":\"f\",\"digest\":\"d\"}",
        whole);
    assertEquals(picture, new SettingsReader(KINDS).read(whole, "json", Picture.class));
    assertEquals(
        "{\"shape\":{\"kind\":\"box\",\"height\":3,\"width\":3},\"more\":[],\"colour\":\"blue\","
            + "\"copies\":5,\"digest\":\"d\"}",
        CanonicalJson.write(WRITER.tree(picture, Picture.class, Form.FULL)));
    assertEquals(
        "{\"shape\":{\"kind\":\"box\",\"height\":3,\"width\":3},\"digest\":\"d\"}",
        CanonicalJson.write(WRITER.tree(picture, Picture.class, Form.CHANGED)));
  }

  @Test
  void overridesChangeWhatMeetsTheirConditions() {
    assertEquals(
        List.of(
            "{\"shape\":{\"radius\":1.0},\"copies\":7}",
            "{\"shape\":{\"radius\":3.0},\"copies\":2}"),
        expanded(
            "shape: {radius: 1}\ncopies: [1, 2]",
            override("copies: 1", "copies: 7"),
            override("{shape: {radius: [1, 4]}, copies: [2, 3]}", "shape: {radius: 3}")));
    Grid.Expanded<Picture> expanded =
        GRID.expand(section("shape: dot"), List.of(override("copies: 3", "copies: 4")), List.of());
    assertEquals(1, expanded.unmet().size());
  }

  private static Grid.Expanded<Picture> excluding(String text, String... conditions) {
    List<Node.Section> all = Arrays.stream(conditions).map(GridTest::section).toList();
    return GRID.expand(section(text), List.of(override("copies: 3", "copies: 9")), all);
  }

  @Test
  void exclusionsLeaveOutWhatMeetsThemAfterTheOverrides() {
    String text = "shape: [dot, {radius: [1, 2]}]\ncopies: [1, 3]";
    Grid.Expanded<Picture> left =
        excluding(text, "{shape: {radius: 2}, copies: 1}", "copies: [9, 4]");
    assertEquals(
        List.of(new Dot(), new Circle(1)), left.records().stream().map(Picture::shape).toList());
    assertEquals(4, left.excluded());
    assertEquals(0, excluding(text).excluded());
  }

  /** Such a picture breaks a rule, so it cannot even be made. */
  @Test
  void anExcludedCombinationNeedNotBePossible() {
    String text = "shape: dot\ncolour: [dark-red, blue]\ncopies: [1, 3]";
    assertThrows(SettingMistake.class, () -> excluding(text));
    assertEquals(3, excluding(text, "{colour: dark-red, copies: 9}").records().size());
  }

  @Test
  void anExclusionOfNothingOrEverythingIsRefused() {
    String text = "shape: dot\ncopies: [1, 3]";
    assertEquals(
        "p.yaml:1: no cell meets this condition, so it excludes nothing",
        assertThrows(SettingMistake.class, () -> excluding(text, "copies: 3")).getMessage());
    assertEquals(
        "p.yaml:1: no cell is left; at least one must not be excluded",
        assertThrows(SettingMistake.class, () -> excluding(text, "copies: 1", "copies: 9"))
            .getMessage());
    assertEquals(
        "p.yaml:1: copis: unknown field; did you mean 'copies'?",
        assertThrows(SettingMistake.class, () -> excluding(text, "copis: 3")).getMessage());
  }

  @Test
  void mistakesNameFileLineFieldValueAndRule() {
    assertEquals("p.yaml:1: shape is missing; it must be given", refusal("copies: 1"));
    assertEquals(
        "p.yaml:2: shape.radius[1]: -1.0 must be a finite number > 0",
        refusal("copies: 1\nshape: {radius: [1, -1]}"));
    assertEquals(
        "p.yaml:1: shape: 'bx' must be one of [box, dot, circle]; did you mean 'box'?",
        refusal("shape: bx"));
    assertEquals(
        "p.yaml:1: copies: 10 must be a whole number from 1 to 9",
        refusal("{shape: dot, copies: 10}"));
    assertEquals(
        "p.yaml:1: colour: 'red' must be one of [dark-red, blue]",
        refusal("{shape: dot, colour: red}"));
    assertEquals(
        "p.yaml:1: copies: 9 must be < 9 in dark-red",
        refusal("{shape: dot, colour: dark-red, copies: 9}"));
    assertEquals(
        "p.yaml:1: folder: a list of 2 must be one value; this setting changes no result, so it is"
            + " no axis",
        refusal("{shape: dot, folder: [a, b]}"));
    assertEquals(
        "p.yaml:1: weight: '.nan' must be a number", refusal("{shape: dot, weight: .nan}"));
    assertEquals(
        "p.yaml:1: copies: 9 must be < 9 in dark-red",
        refusal("{shape: dot}", override("colour: blue", "{colour: dark-red, copies: 9}")));
    assertEquals(
        "p.yaml:1: makes 56 cells; at most 50 are possible; shorten an axis",
        refusal("{shape: {radius: [1, 2, 3, 4, 5, 6, 7, 8]}, copies: [1, 2, 3, 4, 5, 6, 7]}"));
  }
}
