package alrc.core.model;

import org.jspecify.annotations.Nullable;

/** A network as a study names it; its channels follow from the data. */
public interface ModelSettings {
  /** Multiplies the numbers of features; 1 is the paper's network. */
  double width();

  /** The file of parameters that training begins with; null where they are drawn. */
  @Nullable String from();

  /** The SHA-256 of that file, once it is known. */
  @Nullable String fromDigest();

  /** The same with another file to begin with, and its SHA-256. */
  ModelSettings starting(@Nullable String from, @Nullable String digest);

  /**
   * The network for images of so many channels.
   *
   * @throws alrc.settings.SettingMistake where it needs another number
   */
  Model network(int channels);
}
