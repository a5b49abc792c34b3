package alrc.jobs.card;

import java.util.List;

/**
 * What a look at a data set found.
 *
 * @param parts in the data set
 * @param partsRead of which the columns were read
 * @param examples of which the columns were read
 * @param blank of these, the ones that show nothing
 * @param ranges raw maximum − raw minimum of these, in the micrographs' own units
 * @param measured of these, the ones whose pixels were read
 * @param means of the measured ones' pixels, in the micrographs' own units
 * @param sample a few of these as pictures, by name
 */
record Survey(
    int parts,
    int partsRead,
    long examples,
    long blank,
    Histogram ranges,
    long measured,
    Histogram means,
    List<Pictured> sample) {
  Survey {
    sample = List.copyOf(sample);
  }
}
