package alrc.stem.scan;

/**
 * A reason why a probe is not where it is meant to be: a {@link RowDistortion} or a {@link
 * TimeDistortion}. An immutable record of settings, in a file of its own; register it in {@code
 * alrc.stem.transform.RecipeKinds}.
 */
public interface Distortion {
  /** Returns the JSON name of this kind, for example {@code line-jitter}. */
  String kind();
}
