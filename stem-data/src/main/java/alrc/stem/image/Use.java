package alrc.stem.image;

import java.util.Locale;

/** What an array in a micrograph file is for. */
public enum Use {
  /** One number (or one complex number) per pixel: a micrograph, or a stack of them. */
  IMAGE,
  /** A spectrum, or spectra over positions: one axis is energy, or there is only one axis. */
  SPECTRUM,
  /** Several channels per pixel: a rendering for the eye, not a measurement. */
  COLOUR;

  /** Returns the lower-case name that JSON output uses, such as {@code image}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
