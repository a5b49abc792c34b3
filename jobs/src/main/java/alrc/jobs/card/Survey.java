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
 * @param middles (raw minimum + raw maximum) / 2 of these
 * @param sample a few of these as pictures, by name
 */
record Survey(
    int parts,
    int partsRead,
    long examples,
    long blank,
    Histogram ranges,
    Histogram middles,
    List<Pictured> sample) {
  Survey {
    sample = List.copyOf(sample);
  }
}
