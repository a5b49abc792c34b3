package alrc.stem.format.gatan;

/**
 * Where the values of an array tag lie.
 *
 * @param offset of the first value in the file
 * @param elementBytes of one value
 * @param count of values; all of them are inside the file
 */
record DmArray(long offset, int elementBytes, long count) {
  long bytes() {
    return elementBytes * count;
  }
}
