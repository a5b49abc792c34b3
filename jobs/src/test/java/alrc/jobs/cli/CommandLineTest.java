package alrc.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {
  @Test
  void aTypingErrorGetsASuggestion() {
    refused("prpare: is not a command; did you mean prepare?", "prpare", "--input", "x");
    refused(
        "--imput: is not an option of 'alrc prepare'; did you mean --input?",
        "prepare",
        "--imput",
        "x");
    refused(
        "--outptu: is not an option of 'alrc sweep'; did you mean --output?",
        "sweep",
        "s",
        "--outptu=o");
    refused("frobnicate: is not a command; see 'alrc --help'", "frobnicate");
    refused(
        "--frob: is not an option of 'alrc status'; see 'alrc status --help'",
        "status",
        "x",
        "--frob");
    refused("b: is one argument too many; see 'alrc status --help'", "status", "a", "b");
  }

  @Test
  void whatIsMissingIsNamed() {
    refused("--output, STUDY: missing; see 'alrc sweep --help'", "sweep");
    refused("--output: missing; see 'alrc report --help'", "report", "x");
    refused(
        "--outpt: is not an option of 'alrc report'; did you mean --output?",
        "report",
        "--outpt",
        "x");
  }

  private static void refused(String words, String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(2, run.status());
    assertEquals("alrc: " + words + "\n", run.err());
  }

  /** Otherwise a terminal would show the escape codes as text: control characters are escaped. */
  @Test
  void theHelpHasNoColoursWhateverTheTerminal() {
    CommandLine line = Main.commandLine();
    assertEquals(CommandLine.Help.Ansi.OFF, line.getColorScheme().ansi());
    line.getSubcommands()
        .forEach(
            (name, command) ->
                assertEquals(CommandLine.Help.Ansi.OFF, command.getColorScheme().ansi(), name));
  }

  @Test
  void theHelpListsEveryCommandOnceWithItsGroup() {
    String help = InProcess.run("--help").out();
    List<String> groups = List.of("Try it:", "Training data:", "Studies:", "Exit status:");
    groups.forEach(group -> assertTrue(help.contains("\n" + group + "\n"), group));
    for (String name : Main.commandLine().getSubcommands().keySet()) {
      assertEquals(2, help.split("\n  " + name + " ", -1).length, name + " in: " + help);
    }
  }

  @Test
  void everyCommandHasExamplesThatParseAndExitCodes() {
    for (Map.Entry<String, CommandLine> command : Main.commandLine().getSubcommands().entrySet()) {
      String help = InProcess.run(command.getKey(), "--help").out();
      assertTrue(help.contains("\nExit status:\n"), help);
      assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
      String[] examples = command.getValue().getCommandSpec().usageMessage().footer();
      assertTrue(examples.length > 0, command.getKey());
      for (String example : examples) {
        String words = example.replaceFirst(" {3,}\\(.*| > .*", "").replace("'", "").strip();
        List<String> given = List.of(words.split(" "));
        assertEquals("alrc", given.get(0));
        Main.commandLine().parseArgs(given.subList(1, given.size()).toArray(String[]::new));
      }
    }
  }
}
