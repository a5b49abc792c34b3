package alrc.jobs.report;

import alrc.jobs.page.Section;
import java.util.Map;
import java.util.Optional;

/** One section of the report. To add one, write a class and list it in {@link ReportSections}. */
interface ReportSection {
  /** What the page shows; empty where the results have nothing to show here. */
  Optional<Section> section(Findings findings);

  /** Text files beside the page, by their name below the report's folder. */
  default Map<String, String> files(Findings findings) {
    return Map.of();
  }

  /** Its paragraphs and tables in {@code table.md}, each with a line end; empty without any. */
  default String markdown(Findings findings) {
    return "";
  }
}
