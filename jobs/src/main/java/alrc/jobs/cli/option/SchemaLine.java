package alrc.jobs.cli.option;

/** Prints files of settings so that editors check and complete the copies. */
public final class SchemaLine {
  private SchemaLine() {}

  /**
   * Prints a file; its first line names the JSON Schema, which editors look for beside the file.
   *
   * @param kind of the file, as in {@code docs/schema/KIND.schema.json}
   */
  public static void print(String kind, String text) {
    String schema = kind + ".schema.json";
    System.out.println("# yaml-language-server: $schema=" + schema);
    System.out.println(
        "# For checks while you edit, copy docs/schema/" + schema + " of alrc beside this file.");
    text.lines().forEach(System.out::println);
  }
}
