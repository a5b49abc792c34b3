package alrc.jobs.report;

/** A page of HTML that needs nothing outside itself: no script, no font, no other file. */
public final class Page {
  private static final String STYLE =
      """
      body { font-family: sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
             color: #222; }
      table { border-collapse: collapse; margin: 1rem 0; }
      th, td { border-bottom: 1px solid #ccc; padding: .3rem .8rem; text-align: left; }
      th { border-bottom: 2px solid #666; }
      svg { max-width: 100%; height: auto; }
      """;

  private Page() {}

  /**
   * Makes the page.
   *
   * @param title as plain text
   * @param style CSS beside the common one
   * @param body HTML, its lines ended
   */
  public static String html(String title, String style, String body) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s%s</style>
        </head>
        <body>
        %s</body>
        </html>
        """
        .formatted(Labels.html(title), STYLE, style, body);
  }
}
