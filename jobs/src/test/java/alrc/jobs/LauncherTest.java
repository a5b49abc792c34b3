package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/alrc} alone: a script in the place of {@code java} writes down its arguments. */
class LauncherTest {
  private static final List<String> HOSTILE =
      List.of(
          "a b",
          "a\nb",
          "*",
          "[x]?",
          "$(touch stolen)",
          "`touch stolen`",
          "'",
          "\"",
          "\\",
          "",
          "\u001b[2J",
          "-e",
          "\u0007.tif",
          "a;b&c|d>e");

  /** With a space, as in a home folder. */
  @TempDir Path folder;

  private Path home;
  private String locale = "C.UTF-8";

  @BeforeEach
  void checkout() throws Exception {
    home = folder.resolve("my alrc");
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("jobs/target/spark/jars"));
    Files.createDirectories(folder.resolve("jdk/bin"));
    Path root = Path.of(System.getProperty("alrc.root"));
    Files.copy(root.resolve("bin/alrc"), home.resolve("bin/alrc"));
    assertTrue(home.resolve("bin/alrc").toFile().setExecutable(true));
    Path java = folder.resolve("jdk/bin/java");
    Files.writeString(
        java,
        "#!/bin/bash\n"
            + "printf '%s\\0' \"$@\" >\"$ARGUMENTS\"\n"
            + "locale charmap >\"$ARGUMENTS.charmap\"\n");
    assertTrue(java.toFile().setExecutable(true));
  }

  private Process start(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/alrc").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("ALRC_NO_BUILD", "1");
    builder.environment().put("LC_ALL", locale);
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("ARGUMENTS", folder.resolve("arguments").toString());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return builder.redirectErrorStream(true).start();
  }

  /** What the program gets behind the name of its main class. */
  private List<String> given(String... arguments) throws Exception {
    List<String> all = all(arguments);
    return all.subList(all.indexOf("alrc.jobs.cli.Main") + 1, all.size() - 1);
  }

  /** What Java gets. */
  private List<String> all(String... arguments) throws Exception {
    Files.writeString(home.resolve("jobs/target/alrc.jar"), "");
    Process process = start(arguments);
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
    return List.of(Files.readString(folder.resolve("arguments")).split("\0", -1));
  }

  @Test
  void argumentsReachTheProgramAsTheyAre() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("inspect"));
    arguments.addAll(HOSTILE);
    assertEquals(arguments, given(arguments.toArray(String[]::new)));
    assertFalse(Files.exists(folder.resolve("stolen")), "no argument is a command");
  }

  @Test
  void sparksOptionsFollowTheCommandSoThatNoOtherOptionTakesThem() throws Exception {
    assertEquals(
        List.of("prepare", "--master", "local[2]", "--conf", "a=b c", "--input", "x y", "z"),
        given("prepare", "--input", "x y", "z", "--master=local[2]", "--conf", "a=b c"));
  }

  @Test
  void afterTwoDashesEverythingIsAName() throws Exception {
    assertEquals(
        List.of("inspect", "--", "--master", "--conf"),
        given("inspect", "--", "--master", "--conf"));
  }

  @Test
  void shortCommandsDoWithoutTheOptimisingCompilerAndLongOnesDoNot() throws Exception {
    for (String command : List.of("report", "status", "inspect", "plan", "watch", "demo")) {
      assertEquals(List.of("short"), optionFiles(command));
    }
    assertEquals(List.of("prepare"), optionFiles("prepare"));
    for (String command : List.of("sweep", "replay", "complete", "verify")) {
      assertEquals(List.of(), optionFiles(command));
    }
  }

  /** Which of the files of options for a kind of command Java gets. */
  private List<String> optionFiles(String command) throws Exception {
    return all(command).stream()
        .filter(argument -> argument.endsWith(".options") && !argument.endsWith("jvm.options"))
        .map(file -> file.replaceAll(".*/|\\.options", ""))
        .toList();
  }

  /** An unpacked release has no sources: nothing is built, and its jars are in {@code lib}. */
  @Test
  void aReleaseRunsWhatIsInItsFolderLib() throws Exception {
    Files.createDirectories(home.resolve("lib/spark/jars"));
    Files.move(home.resolve("jobs"), folder.resolve("jobs"));
    Files.writeString(home.resolve("lib/alrc.jar"), "");
    Process process = start("status");
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
    List<String> given = List.of(Files.readString(folder.resolve("arguments")).split("\0", -1));
    String lib = home.toRealPath().resolve("lib").toString();
    assertTrue(given.contains(lib + "/alrc.jar:" + lib + "/spark/jars/*"), given::toString);
  }

  @Test
  void cudaLibrariesAreOnTheClassPathAndGoToExecutors() throws Exception {
    Path cuda = Files.createDirectories(home.resolve("jobs/target/cuda"));
    Files.writeString(cuda.resolve("one.jar"), "");
    Files.writeString(cuda.resolve("two.jar"), "");
    String real = cuda.toRealPath().toString();
    List<String> local = all("status");
    assertTrue(local.get(local.indexOf("-cp") + 1).endsWith(":" + real + "/*"), local::toString);
    List<String> cluster = all("sweep", "--master", "spark://host:7077");
    assertEquals(
        real + "/one.jar," + real + "/two.jar", cluster.get(cluster.indexOf("--jars") + 1));
  }

  /** As after {@code ssh}, which passes on the locale of another machine. */
  @Test
  void namesAreUtf8AlsoUnderALocaleThatIsNotThere() throws Exception {
    for (String locale : List.of("xx_YY.UTF-8", "C", "C.UTF-8")) {
      this.locale = locale;
      given("status");
      assertEquals("UTF-8", Files.readString(folder.resolve("arguments.charmap")).strip(), locale);
    }
  }

  @Test
  void aMissingJavaIsNamed() throws Exception {
    Files.writeString(home.resolve("jobs/target/alrc.jar"), "");
    Files.delete(folder.resolve("jdk/bin/java"));
    Process process = start("--help");
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(2, process.waitFor());
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.contains("jdk/bin/java was not found"), said);
  }

  @Test
  void aMissingJarIsNamedWithoutControlCharacters() throws Exception {
    Path odd = folder.resolve("odd\n\u001b[31m");
    Files.move(home, odd);
    home = odd;
    Process process = start("--help");
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(2, process.waitFor());
    assertEquals(1, said.lines().count(), said);
    assertFalse(said.contains("\u001b"), said);
  }
}
