package alrc.jobs.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The commands, grouped in {@code alrc --help} by what they are for. Reading the options of all
 * commands takes most of the time of a short one, so only those are read that can be needed.
 */
final class CommandGroups {
  private static final int INDENT = 2;
  private static final int NAME_WIDTH = 16;
  private static final Set<String> ON_ALL = Set.of("--help", "-h", "--version", "-V");

  private static final Map<String, List<Class<?>>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("Try it:", List.of(DoctorCommand.class, DemoCommand.class, SynthesizeCommand.class));
    GROUPS.put(
        "Training data:", List.of(PrepareCommand.class, InspectCommand.class, VerifyCommand.class));
    GROUPS.put(
        "Studies:",
        List.of(
            PlanCommand.class,
            SweepCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            WatchCommand.class,
            ReplayCommand.class));
    GROUPS.put("Trained networks:", List.of(CompleteCommand.class));
  }

  private CommandGroups() {}

  /**
   * Adds the commands to the parser.
   *
   * @param arguments that it will parse: where the first names a command, no other is added
   */
  static void add(CommandLine line, String... arguments) {
    boolean described = arguments.length == 1 && ON_ALL.contains(arguments[0]);
    List<Class<?>> all = GROUPS.values().stream().flatMap(List::stream).toList();
    List<Class<?>> named =
        all.stream().filter(c -> arguments.length > 0 && name(c).equals(arguments[0])).toList();
    for (Class<?> command : named.isEmpty() ? all : named) {
      line.addSubcommand(name(command), described ? description(command) : command);
    }
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::list);
  }

  private static Command facts(Class<?> command) {
    return Objects.requireNonNull(command.getAnnotation(Command.class));
  }

  private static String name(Class<?> command) {
    return facts(command).name();
  }

  /** A command without its options. */
  private static CommandSpec description(Class<?> command) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(facts(command).description());
    return spec;
  }

  private static String list(Help help) {
    int width = help.commandSpec().usageMessage().width();
    StringBuilder list = new StringBuilder();
    GROUPS.forEach(
        (group, commands) -> {
          TextTable table =
              TextTable.forColumns(
                  help.colorScheme(),
                  new Column(NAME_WIDTH, INDENT, Overflow.SPAN),
                  new Column(width - NAME_WIDTH, 0, Overflow.WRAP));
          for (Class<?> command : commands) {
            table.addRowValues(name(command), facts(command).description()[0]);
          }
          list.append(String.format(Locale.ROOT, "%n%s%n", group)).append(table);
        });
    return list.toString();
  }
}
