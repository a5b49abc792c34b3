package alrc.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.engine.NativeLibrary;
import alrc.jobs.doctor.Check;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path folder;

  @Test
  void everyNeedIsNamedWithWhatIsThere() throws Exception {
    Path output = folder.resolve("sweep");
    Alrc.Finished run =
        InProcess.run("doctor", "--output", output.toString(), "--master", "local[1]", "--json");
    for (String what : new String[] {"Java", "memory", "temporary folder", "output", "Spark"}) {
      assertTrue(check(run, what).get("ok").asBoolean(), run::out);
      assertTrue(run.out().contains("  ok   " + what), run::out);
    }
    String library = check(run, "native library").get("found").asText();
    assertTrue(
        library.startsWith("libtorch " + NativeLibrary.WANTED + ", CPU build, in "), library);
    assertTrue(check(run, "devices").get("found").asText().startsWith("CPU with "), run::out);
    assertTrue(Files.isDirectory(output));
  }

  @Test
  void whatIsMissingEndsWithStatusTwoAndSaysWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Alrc.Finished run =
        InProcess.run(
            "doctor", "--output", file.toString(), "--master", "spark://127.0.0.1:1", "--json");
    assertEquals(2, run.status(), run::err);
    JsonNode output = check(run, "output");
    assertFalse(output.get("ok").asBoolean());
    assertEquals("--output " + file + ": is a file", output.get("found").asText());
    assertEquals("a folder is needed", output.get("fix").asText());
    JsonNode spark = check(run, "Spark");
    assertTrue(spark.get("found").asText().contains("no Spark master answers there"), run::out);
    assertTrue(spark.get("fix").asText().startsWith("start it, or give the address"), run::out);
  }

  @Test
  void whatAnExecutorFindsReachesTheDriver() {
    for (Check check :
        List.of(
            new Check("executor 0 on a", "Java", "17", ""),
            new Check("executor 1 on a", "Java", "11", "use \"another\""))) {
      assertEquals(check, Check.parse(check.json()));
    }
  }

  private static JsonNode check(Alrc.Finished run, String what) throws IOException {
    for (JsonNode check : new ObjectMapper().readTree(run.lastLine()).get("checks")) {
      if (check.get("what").asText().equals(what)) {
        return check;
      }
    }
    throw new AssertionError(what + " is not in " + run.out());
  }
}
