package alrc.stem.image;

import java.util.Locale;
import java.util.Set;

/** What an array in a micrograph file is for. */
public enum Use {
  /** One number (or one complex number) per pixel: a micrograph, or a stack of them. */
  IMAGE,
  /** A spectrum, or spectra over positions: one axis is energy, or there is only one axis. */
  SPECTRUM,
  /** Counts of X-rays or electrons of one element by position: derived from spectra. */
  MAP,
  /** Several channels per pixel: a rendering for the eye, not a measurement. */
  COLOUR;

  private static final Set<String> ENERGY_UNITS = Set.of("eV", "keV", "meV", "MeV");

  /** Returns whether an axis of this unit is one of energy, that is of a spectrum. */
  public static boolean isEnergy(String unit) {
    return ENERGY_UNITS.contains(unit);
  }

  /** Returns the lower-case name that JSON output uses, such as {@code image}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
