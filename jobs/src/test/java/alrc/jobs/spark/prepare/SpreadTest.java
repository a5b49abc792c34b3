package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches keep the order, lose nothing, and give every slot its share. */
final class SpreadTest {
  private static final long MIB = 1L << 20;

  private static long bytes(List<Long> batch) {
    return batch.stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void slotsGetAsManyBatchesOfAboutEqualBytes() {
    List<Long> files = Collections.nCopies(128, 16 * MIB);
    List<List<Long>> batches = Spread.byBytes(files, Long::longValue, 2);
    assertEquals(10, batches.size());
    assertTrue(batches.stream().allMatch(batch -> batch.size() == 12 || batch.size() == 13));
    assertEquals(128, batches.stream().mapToInt(List::size).sum());
  }

  @Test
  void aFewSmallFilesAreSpreadOverTheSlots() {
    List<List<Long>> batches = Spread.byBytes(Collections.nCopies(8, 3L), Long::longValue, 2);
    assertEquals(Collections.nCopies(8, List.of(3L)), batches);
  }

  @Test
  void aLargeFileStandsAloneAndTheOthersStayTogether() {
    List<Long> files = List.of(4000 * MIB, MIB, 2 * MIB, 3 * MIB, 300 * MIB, 200 * MIB);
    List<List<Long>> batches = Spread.byBytes(files, Long::longValue, 1);
    assertEquals(files, batches.stream().flatMap(List::stream).toList());
    assertEquals(List.of(4000 * MIB), batches.get(0));
    assertTrue(batches.size() <= 4, batches::toString);
    assertTrue(batches.stream().skip(1).allMatch(batch -> bytes(batch) <= 400 * MIB));
  }

  @Test
  void emptyFilesAndNoFilesAreOneBatch() {
    assertEquals(List.of(List.of(0L, 0L)), Spread.byBytes(List.of(0L, 0L), Long::longValue, 3));
    assertEquals(List.of(List.of()), Spread.byBytes(List.<Long>of(), Long::longValue, 3));
  }
}
