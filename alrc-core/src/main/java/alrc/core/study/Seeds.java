package alrc.core.study;

import java.util.List;
import java.util.stream.LongStream;

/** With which seeds the cells of a study are repeated. */
public sealed interface Seeds {
  /** Those of every cell. */
  List<Long> first();

  /** The most that a cell can have. */
  int most();

  /** The canonical form: what the study's file says. */
  Object form();

  /** The same seeds for every cell, distinct. */
  record Listed(List<Long> first) implements Seeds {
    public Listed {
      first = List.copyOf(first);
    }

    @Override
    public int most() {
      return first.size();
    }

    @Override
    public Object form() {
      return first;
    }
  }

  /**
   * Seeds 0, 1, … for every cell, and more of them, some at a time, for the comparisons that are
   * undecided.
   *
   * @param start how many every cell has, &gt; 0
   * @param step how many are added between two looks, &gt; 0
   * @param atMost how many no comparison goes beyond, ≥ {@code start}
   * @param level of each comparison's test; 0 &lt; level &lt; 1
   */
  record UntilDecided(int start, int step, int atMost, double level) implements Seeds {
    @Override
    public List<Long> first() {
      return upTo(start);
    }

    @Override
    public int most() {
      return atMost;
    }

    @Override
    public Object form() {
      return SeedsReader.form(this);
    }
  }

  /** Seeds 0 … {@code count} − 1. */
  static List<Long> upTo(int count) {
    return LongStream.range(0, count).boxed().toList();
  }
}
