package alrc.core.codec;

import alrc.core.model.Model;

/** A model whose settings are known but for the channels of its data. */
public interface ModelFactory {
  /** The model for images of so many channels; refused where it needs another number. */
  Model make(int channels);
}
