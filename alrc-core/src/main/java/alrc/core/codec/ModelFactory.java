package alrc.core.codec;

import alrc.core.model.Model;

/** A model whose settings are known but for the channels of its data. */
public interface ModelFactory {
  /** The model for data of so many channels. */
  Model make(int channels);
}
