package alrc.stem.packed;

/**
 * Decompresses BloscLZ, the compressor that Blosc began with (c-blosc, {@code blosclz.c}, after A.
 * Hidayat's FastLZ): a byte below 32 starts that many literals and one more; another one is a copy
 * of earlier bytes, with its length in the three highest bits.
 */
final class BloscLz {
  private static final int LITERALS = 32;
  private static final int LONG_LENGTH = 6;
  private static final int SHORTEST = 3;
  private static final int FAR = 31 << 8;
  private static final int FARTHEST = 8191;

  private final byte[] in;
  private final int end;
  private int at;

  private BloscLz(byte[] in, int start, int length) {
    this.in = in;
    this.at = start;
    this.end = start + length;
  }

  /**
   * Fills a range of an array, and no more.
   *
   * @throws RuntimeException if the stream is damaged
   */
  static void decompress(byte[] in, int start, int length, byte[] into, int offset, int count) {
    new BloscLz(in, start, length).run(into, offset, offset + count);
  }

  private void run(byte[] out, int start, int stop) {
    int to = start;
    int control = next() & (LITERALS - 1);
    while (true) {
      if (control < LITERALS) {
        int count = control + 1;
        check(count <= end - at && count <= stop - to);
        System.arraycopy(in, at, out, to, count);
        at += count;
        to += count;
      } else {
        to = copy(control, out, start, to, stop);
      }
      if (at >= end) {
        break;
      }
      control = next();
    }
    check(to == stop);
  }

  /** Copies earlier bytes, which may overlap those that they become. */
  private int copy(int control, byte[] out, int start, int to, int stop) {
    int length = (control >> 5) - 1;
    int distance = (control & (LITERALS - 1)) << 8;
    if (length == LONG_LENGTH) {
      int more;
      do {
        more = next();
        length = Math.addExact(length, more);
      } while (more == 255);
    }
    int low = next();
    boolean far = low == 255 && distance == FAR;
    distance = far ? (next() << 8) + next() + FARTHEST : distance + low;
    int count = length + SHORTEST;
    int from = to - distance - 1;
    check(from >= start && count <= stop - to);
    for (int i = 0; i < count; i++) {
      out[to + i] = out[from + i];
    }
    return to + count;
  }

  private int next() {
    check(at < end);
    return in[at++] & 0xff;
  }

  private static void check(boolean sound) {
    if (!sound) {
      throw new IllegalArgumentException("no BloscLZ stream of this length");
    }
  }
}
