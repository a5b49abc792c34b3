package alrc.stem.baseline;

import alrc.settings.Limits;
import alrc.settings.SettingMistake;
import alrc.settings.Words;
import java.util.List;
import java.util.Optional;

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
   * @throws SettingMistake if there is none: the message lists the names and suggests a near one
   */
  public static Baseline named(String name) {
    Optional<Baseline> found =
        ALL.stream().filter(baseline -> baseline.name().equals(name)).findFirst();
    String near = Words.nearest(name, names()).map(n -> "; did you mean '" + n + "'?").orElse("");
    Limits.require(
        found.isPresent(), "baseline", name, "must be one of " + String.join(", ", names()) + near);
    return found.orElseThrow();
  }
}
