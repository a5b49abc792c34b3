package alrc.jobs.inspect;

import alrc.stem.scan.PathFacts;
import alrc.stem.transform.PlannedScan;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a scan asks of an instrument, as numbers with names and as lines for people. */
public final class ScanFacts {
  private ScanFacts() {}

  /** Returns the numbers, in SI units, pixels and electrons. */
  public static Map<String, Object> of(PlannedScan scan) {
    PathFacts facts = scan.facts();
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("dwell_s", facts.dwell());
    named.put("flyback_s", facts.flyback());
    named.put("flybacks", facts.flybacks());
    named.put("total_time_s", facts.totalTime());
    named.put("mean_dose_dwells", facts.meanDose());
    named.put("largest_dose_dwells", facts.largestDose());
    scan.electrons()
        .ifPresent(one -> named.put("mean_dose_electrons_per_pixel", one * facts.meanDose()));
    named.put("largest_speed_px_per_s", facts.largestSpeed());
    named.put("largest_acceleration_px_per_s2", facts.largestAcceleration());
    return named;
  }

  /** Returns the same with prefixes, for a table of two columns. */
  public static Map<String, String> lines(PlannedScan scan) {
    PathFacts facts = scan.facts();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("Dwell", Quantity.of(facts.dwell(), "s"));
    String flybacks = facts.flybacks() + (facts.flybacks() == 1 ? " flyback" : " flybacks");
    lines.put(
        "Flyback",
        facts.flybacks() == 0 ? "none" : flybacks + " of " + Quantity.of(facts.flyback(), "s"));
    lines.put("Total time", Quantity.of(facts.totalTime(), "s"));
    String dwells = Quantity.number(facts.meanDose());
    String dose = dwells + (dwells.equals("1") ? " dwell" : " dwells");
    if (scan.electrons().isPresent()) {
      double electrons = scan.electrons().getAsDouble() * facts.meanDose();
      dose += ", " + Quantity.number(electrons) + " electrons";
    }
    lines.put("Mean dose of a scanned pixel", dose);
    lines.put("Largest speed", Quantity.number(facts.largestSpeed()) + " px/s");
    lines.put("Largest acceleration", Quantity.number(facts.largestAcceleration()) + " px/s²");
    return lines;
  }
}
