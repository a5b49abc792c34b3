package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** What tests of users' mistakes share: a folder, small inputs, and the form of a complaint. */
abstract class Mistakes {
  static final String STUDY = "study: s\ndata: {kind: synthetic, images: 10}\nseeds: 1\n";

  @TempDir Path folder;

  String image() throws Exception {
    String images = path("image");
    if (!Files.exists(Path.of(images))) {
      InProcess.run("synthesize", "--count", "1", "--size", "512", "--output", images);
    }
    return images;
  }

  String study(String yaml) throws Exception {
    return Files.writeString(folder.resolve("study.yaml"), yaml).toString();
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  static void refused(String words, String... arguments) throws Exception {
    assertOneLine(InProcess.run(arguments), words);
  }

  static void assertOneLine(Alrc.Finished run, String words) {
    List<String> lines = run.err().lines().filter(line -> line.startsWith("alrc: ")).toList();
    assertEquals(2, run.status(), run::err);
    assertEquals(1, lines.size(), run::err);
    assertTrue(lines.get(0).contains(words), () -> words + " is not in: " + lines.get(0));
    assertFalse(run.err().contains("\tat "), run::err);
  }

  static String[] with(String[] command, String... options) {
    return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
  }

  static void lastRefused(String words, String... command) {
    Alrc.Finished run = InProcess.run(command);
    assertEquals(2, run.status(), run::err);
    assertTrue(run.err().strip().lines().reduce("", (a, b) -> b).contains(words), run::err);
    assertFalse(run.err().contains("\tat "), run::err);
  }
}
