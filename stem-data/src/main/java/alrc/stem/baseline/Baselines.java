package alrc.stem.baseline;

import java.util.List;
import java.util.Locale;

/** The baselines that a completion can ask for by name. */
public final class Baselines {
  private static final List<Baseline> ALL =
      List.of(
          new Nearest(),
          new Linear(),
          new InverseDistance(),
          new Biharmonic(),
          new MaskedGaussian(),
          new TotalVariation(),
          new SparseDct());

  private Baselines() {}

  /** Returns all baselines with their default settings. */
  public static List<Baseline> all() {
    return ALL;
  }

  /** Returns the names of all baselines. */
  public static List<String> names() {
    return ALL.stream().map(Baseline::name).toList();
  }

  /**
   * Returns the baseline of a name.
   *
   * @throws IllegalArgumentException if there is none: the message lists the names
   */
  public static Baseline named(String name) {
    return ALL.stream()
        .filter(baseline -> baseline.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "baseline: %s must be one of %s",
                        name,
                        String.join(", ", names()))));
  }
}
