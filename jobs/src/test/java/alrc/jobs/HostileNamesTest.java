package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import alrc.jobs.terminal.VisibleText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that would steer a terminal or a page reach neither, whichever command prints them. */
class HostileNamesTest {
  private static final List<String> NAMES =
      List.of(
          "a\nalrc: INJECTED\n.tif",
          "b\u001b[2J\u001b]0;title\u0007.tif",
          "c\r\u009b31m.tif",
          "d\u202egnp\u2066\u200f.tif",
          "<script>alert('e')</script>",
          "=1+1,\"f\".tif",
          "-g $(touch stolen) `h` \\ & | ; * ? [i] #i0f0 {j}.tif",
          "\u2028k\u2029.tif",
          "<script>l<");

  @TempDir Path folder;

  @Test
  void noCommandPrintsThem() throws Exception {
    Path images = Files.createDirectories(folder.resolve("in"));
    List<String> names = new ArrayList<>(NAMES);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20; i++) {
      StringBuilder name = new StringBuilder("r" + i);
      for (int j = 0; j < 8; j++) {
        char c = (char) random.nextInt(1, random.nextBoolean() ? 0x80 : 0x2100);
        name.append(c == '/' || Character.isSurrogate(c) ? '_' : c);
      }
      names.add(name.toString());
    }
    CharsetEncoder encoder = Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder();
    names.removeIf(name -> !encoder.canEncode(name)); // no such file can be made in this locale
    InProcess.run("synthesize", "--count", "1", "--size", "512", "--output", folder + "/one");
    for (int i = 0; i < names.size(); i++) {
      Path file = images.resolve(flat(names.get(i)));
      if (i % 3 == 0) {
        Files.writeString(file, "not a micrograph \u001b[31m\nalrc: INJECTED\n");
      } else {
        Files.copy(folder.resolve("one/haadf-0000.tif"), file);
      }
    }
    for (String name : names) {
      String file = images.resolve(flat(name)).toString();
      visible(InProcess.run("inspect", file));
      visible(InProcess.run("inspect", file + "x"));
      visible(InProcess.run("status", file));
      visible(InProcess.run("report", file, "--output", folder + "/r"));
      visible(InProcess.run("plan", file));
      visible(InProcess.run(name));
      visible(InProcess.run("status", "x", "--" + name));
      visible(InProcess.run("prepare", "--input", file, "--recipe", name, "--dry-run"));
    }
    String input = images.toString();
    Alrc.Finished plan = InProcess.run("prepare", "--input", input, "--dry-run");
    assertEquals(0, plan.status(), plan::err);
    visible(plan);
    String output = folder + "/out\u001b[1m\n";
    Alrc.Finished run = InProcess.run("prepare", "--input", input, "--output", output);
    assertEquals(0, run.status(), run::err);
    visible(run);
    int rejected = (names.size() + 2) / 3;
    String counts = names.size() + " files: " + (names.size() - rejected) + " used, " + rejected;
    assertTrue(run.out().contains(counts + " rejected"), run::out);
    assertTrue(run.out().contains("  not-a-micrograph  " + rejected + " files"), run::out);
    String card = Files.readString(Path.of(output, "card.html"));
    assertEquals(VisibleText.block(card), card);
    assertFalse(card.contains("<script"), "no name is markup");
    assertFalse(Files.exists(folder.resolve("stolen")));
    List<String> texts = new ArrayList<>();
    texts(new ObjectMapper().readTree(Path.of(output, "croissant.json").toFile()), texts);
    for (int i = 0; i < names.size(); i++) {
      String name = flat(names.get(i));
      boolean isUsed = i % 3 != 0;
      assertEquals(isUsed, texts.stream().anyMatch(text -> text.contains(name)), name);
    }
  }

  /** All texts of a JSON document, as its reader has them. */
  private static void texts(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(child -> texts(child, texts));
  }

  /** A name in a folder has no slash. */
  private static String flat(String name) {
    return name.replace('/', '_');
  }

  private static void visible(Alrc.Finished run) {
    for (String text : List.of(run.out(), run.err())) {
      assertEquals(VisibleText.block(text), text);
      assertFalse(text.contains("\t"), text);
      assertTrue(text.lines().noneMatch(line -> line.startsWith("alrc: INJECTED")), text);
      assertFalse(text.contains("a bug in alrc"), text);
    }
  }
}
