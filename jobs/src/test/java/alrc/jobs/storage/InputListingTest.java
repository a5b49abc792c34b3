package alrc.jobs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputListingTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    for (String name : List.of("a/1.tif", "a/b/2.tif", "a/b/3.dm3", "a/odd [1].tif", "c/4.tif")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  @Test
  void aFolderIsSearchedToAnyDepthAndItsFilesAreNamedFromIt() {
    assertEquals(List.of("1.tif", "b/2.tif", "b/3.dm3", "odd [1].tif"), sources("a"));
  }

  @Test
  void aFileIsNamedFromItsFolder() {
    assertEquals(List.of("2.tif"), sources("a/b/2.tif"));
  }

  @Test
  void aPatternIsNamedFromItsFirstPlainFolder() {
    assertEquals(List.of("a/1.tif", "a/b/2.tif", "a/odd [1].tif", "c/4.tif"), sources("**/*.tif"));
    assertEquals(List.of("1.tif", "odd [1].tif"), sources("a/*.tif"));
    assertEquals(List.of("b/2.tif", "b/3.dm3"), sources("a/?/[23].*"));
    assertEquals(List.of("b/3.dm3"), sources("a/b*/[!12].*"));
    assertEquals(5, sources("**").size());
  }

  @Test
  void aNameThatExistsIsTakenLiterally() {
    assertEquals(List.of("odd [1].tif"), sources("a/odd [1].tif"));
  }

  @Test
  void aFileReachedTwiceIsListedOnceAndOrderDoesNotMatter() {
    List<String> expected = List.of("1.tif", "b/2.tif", "b/3.dm3", "odd [1].tif");
    assertEquals(expected, sources("a", "a/b"));
    assertEquals(expected, sources("a/b", "a"));
  }

  @Test
  void aListingFileNamesFilesAndFolders() throws IOException {
    Path list = folder.resolve("list.txt");
    Files.writeString(list, folder.resolve("c/4.tif") + "\n\n" + folder.resolve("a/b") + "\n");
    assertEquals(List.of("2.tif", "3.dm3", "4.tif"), sourcesOf(List.of("@" + list), ""));
  }

  @Test
  void theOutputIsNeverAnInput() {
    assertEquals(
        List.of("a/1.tif", "a/odd [1].tif", "c/4.tif"),
        sourcesOf(List.of(folder.toString()), folder.resolve("a/b").toString()));
  }

  @Test
  void whatLeadsToNoFileIsRefusedByName() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    assertRefused("missing", "no such file or folder");
    assertRefused("empty", "the folder contains no files");
    assertRefused("*.mrc", "no file matches the pattern");
  }

  /** Hadoop's addresses leave some characters bare that Java's refuse, and the other way round. */
  @ParameterizedTest
  @ValueSource(strings = {"ü", "日本", "a b", "100%", "%C3%BC", "#1", "what?", "a[1]", "a+b&c"})
  void anyNameCanBeAnInput(String name) throws IOException {
    Path file = Files.createDirectories(folder.resolve(name)).resolve(name + ".tif");
    Files.writeString(file, name);
    Path list = Files.writeString(folder.resolve("list"), file + "\n");
    Storage storage = StorageSettings.local().open();
    for (String input : List.of(file.toString(), file.getParent().toString(), "@" + list)) {
      List<FoundFile> found = InputListing.of(storage, List.of(input), "");
      assertEquals(List.of(name + ".tif"), found.stream().map(FoundFile::source).toList());
      try (var source = storage.source(found.get(0).address(), name)) {
        assertEquals(Files.size(file), source.size());
      }
    }
    assertTrue(storage.createText(file.resolveSibling(name + ".json").toString(), "{}"));
  }

  @Test
  void anInputInTheOutputIsRefusedHoweverItIsSpelled() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
    String up = folder.resolve("c/../a").toString();
    String rule = "--output %s: must be a folder of its own; it ";
    for (String output : List.of(folder.resolve("a").toString(), link.toString(), up)) {
      for (String input : List.of("a", "link", "a/b", "link/b/2.tif", "a/*.tif")) {
        UserMistake refused =
            assertThrows(UserMistake.class, () -> sourcesOf(List.of(folder + "/" + input), output));
        String words = rule.formatted(output);
        assertTrue(refused.getMessage().startsWith(words), refused.getMessage());
        assertTrue(refused.getMessage().endsWith(folder + "/" + input), refused.getMessage());
      }
    }
  }

  @Test
  void whatLiesInTheOutputIsNoInputThroughLinksEither() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("out"), folder.resolve("a/b"));
    assertEquals(
        List.of("1.tif", "odd [1].tif"),
        sourcesOf(List.of(folder.resolve("a").toString()), link.toString()));
    Files.delete(folder.resolve("c/4.tif"));
    Files.createDirectories(folder.resolve("c/out"));
    Files.writeString(folder.resolve("c/out/manifest.json"), "{}");
    for (String input : List.of("/c", "/c/**")) {
      UserMistake refused =
          assertThrows(
              UserMistake.class, () -> sourcesOf(List.of(folder + input), folder + "/c/out"));
      assertTrue(refused.getMessage().startsWith("--input " + folder + input), refused.toString());
    }
  }

  @Test
  void aFileSystemThatIsNotThereIsToldByTheOption() {
    UserMistake refused =
        assertThrows(UserMistake.class, () -> sourcesOf(List.of("hdfs://no.host.invalid/x"), ""));
    assertTrue(
        refused.getMessage().startsWith("--input hdfs://no.host.invalid/x: no such file system"),
        refused.getMessage());
  }

  @Test
  void linkedFoldersAreSearchedAndALoopOfThemIsOneFile() throws IOException {
    Files.createSymbolicLink(folder.resolve("c/linked"), folder.resolve("a/b"));
    Files.createSymbolicLink(folder.resolve("c/loop"), folder.resolve("c"));
    assertEquals(List.of("4.tif", "linked/2.tif", "linked/3.dm3", "loop"), sources("c"));
  }

  @Test
  void aBrokenLinkIsListedAndNotPassedOver() throws IOException {
    Files.createSymbolicLink(folder.resolve("c/gone.tif"), folder.resolve("nowhere"));
    assertEquals(List.of("4.tif", "gone.tif"), sources("c"));
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws IOException {
    Files.writeString(folder.resolve("c/1.tif"), "other");
    UserMistake refused = assertThrows(UserMistake.class, () -> sources("a", "c"));
    assertTrue(refused.getMessage().contains("would both be named 1.tif"), refused.getMessage());
  }

  private void assertRefused(String input, String rule) {
    UserMistake refused = assertThrows(UserMistake.class, () -> sources(input));
    assertTrue(refused.getMessage().startsWith("--input "), refused.getMessage());
    assertTrue(refused.getMessage().contains(input), refused.getMessage());
    assertTrue(refused.getMessage().contains(rule), refused.getMessage());
  }

  private List<String> sources(String... inputs) {
    return sourcesOf(List.of(inputs).stream().map(input -> folder + "/" + input).toList(), "");
  }

  private List<String> sourcesOf(List<String> inputs, String output) {
    return InputListing.of(StorageSettings.local().open(), inputs, output).stream()
        .map(FoundFile::source)
        .toList();
  }
}
