package alrc.core.model;

import org.jspecify.annotations.Nullable;

/** The settings of a network in a study; the data decide its channels. */
public interface ModelSettings {
  /** Multiplies the numbers of features; 1 is the paper's network. */
  double width();

  /** The file of parameters with which training begins; null if they are drawn. */
  @Nullable String from();

  /** The SHA-256 of that file, null before the file is read. */
  @Nullable String fromDigest();

  /** The same settings with another file of parameters and its SHA-256. */
  ModelSettings starting(@Nullable String from, @Nullable String digest);

  /**
   * The network for images of a number of channels.
   *
   * @throws alrc.settings.SettingMistake if it needs another number
   */
  Model network(int channels);
}
