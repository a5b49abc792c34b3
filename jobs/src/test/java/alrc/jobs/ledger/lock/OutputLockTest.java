package alrc.jobs.ledger.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputLockTest {
  private static final String PAST = "2000-01-01T00:00:00Z";
  private static final String FUTURE = "2999-01-01T00:00:00Z";

  static final OutputLock.Timing QUICK =
      new OutputLock.Timing(Duration.ofMillis(50), Duration.ofSeconds(2));

  @TempDir Path folder;
  private final Storage storage = StorageSettings.local().open();

  @Test
  void aSecondDriverIsToldWhoLockedTheOutputUntilItIsUnlocked() throws Exception {
    OutputLock first = OutputLock.take(sweep());
    String said = assertThrows(UserMistake.class, this::take).getMessage();
    assertTrue(said.contains("is locked by process " + ProcessHandle.current().pid()), said);
    assertTrue(said.matches(".* on \\S+ since 20\\S+Z; .*"), said);
    String owner = OutputLock.owner(sweep()).orElseThrow();
    assertTrue(said.contains(owner), owner);
    first.close();
    assertEquals(List.of(), names());
    assertTrue(OutputLock.owner(sweep()).isEmpty());
    take();
  }

  @Test
  void aProcessThatIsGoneIsReplaced() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    ProcessMark me = ProcessMark.current();
    write(1, new LockNote("a", me.host(), gone.pid(), me.started(), PAST, 0));
    take();
    assertEquals(List.of(), names());
  }

  @Test
  void aLaterProcessOfTheSameNumberIsNotTheOwner() throws Exception {
    write(1, Takers.dead("a"));
    take();
    assertEquals(List.of(), names());
  }

  @Test
  void aLivingOwnerIsFoundAmongDeadOnes() throws Exception {
    write(1, Takers.dead("a"));
    write(2, LockNote.of("b", ProcessMark.current(), PAST));
    write(3, Takers.dead("c"));
    assertTrue(assertThrows(UserMistake.class, this::take).getMessage().contains("is locked by"));
    assertEquals(3, names().size(), "nothing is removed");
  }

  /** Its clock may be wrong by years either way. */
  @ParameterizedTest
  @ValueSource(strings = {PAST, FUTURE})
  void anotherHostOwnsTheLockAsLongAsItWrites(String since) throws Exception {
    ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    try {
      LockNote[] note = {new LockNote("a", "far.away", 1, "", since, 0)};
      write(1, note[0]);
      var unused =
          heart.scheduleAtFixedRate(
              () -> {
                note[0] = note[0].nextBeat();
                write(1, note[0]);
              },
              300,
              300,
              TimeUnit.MILLISECONDS);
      String said = assertThrows(UserMistake.class, this::take).getMessage();
      assertTrue(said.contains("process 1 on far.away since " + since), said);
    } finally {
      heart.shutdownNow();
      assertTrue(heart.awaitTermination(5, TimeUnit.SECONDS));
    }
    Instant silent = Instant.now();
    take();
    assertFalse(Duration.between(silent, Instant.now()).compareTo(QUICK.watch()) < 0);
    assertEquals(List.of(), names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"id\":",
        "{\"id\":\"a\",\"host\":\"far.away\",\"pid\":\"x\",\"started\":\"\"}",
        "{\"id\":\"a\",\"host\":null,\"pid\":1,\"started\":\"\",\"since\":\"\",\"beats\":0}",
        "{\"id\":\"a\",\"host\":\"far.away\",\"pid\":-1,\"started\":\"\",\"since\":\"never\",\"beats\":9}"
      })
  void aFileThatIsDamagedOrSaysNoTimeIsNobodysOnceItHasNotChangedForAWhile(String text)
      throws Exception {
    Files.writeString(folder.resolve("lock-1.json"), text);
    OutputLock.take(sweep(), new OutputLock.Timing(QUICK.beat(), Duration.ofMillis(200))).close();
    assertEquals(List.of(), names());
  }

  @Test
  void anOwnerShowsThatItIsAlive() throws Exception {
    OutputLock lock = OutputLock.take(sweep(), QUICK);
    try (lock) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (note(1).beats() < 3 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertTrue(note(1).beats() >= 3);
    }
  }

  @Test
  void anOwnerThatWasReplacedLeavesTheOthersFile() throws Exception {
    OutputLock lock = OutputLock.take(sweep());
    LockNote other = new LockNote("b", "far.away", 1, "", PAST, 0);
    write(1, other);
    lock.close();
    assertEquals(other, note(1));
  }

  @Test
  void anOwnerThatWasReplacedStopsItsWork() throws Exception {
    CountDownLatch stopped = new CountDownLatch(2);
    try (OutputLock lock = OutputLock.take(sweep(), QUICK)) {
      lock.check();
      lock.onLoss(stopped::countDown);
      write(2, new LockNote("b", "far.away", 7, "", PAST, 0));
      lock.check();
      Files.delete(folder.resolve("lock-1.json"));
      assertTrue(stopped.await(30, TimeUnit.SECONDS), "called until the work has stopped");
      assertEquals(
          "--output "
              + folder
              + ": is locked by process 7 on far.away since "
              + PAST
              + "; this sweep stops",
          assertThrows(UserMistake.class, lock::check).getMessage());
    }
    assertEquals(List.of("lock-2.json"), names());
  }

  @Test
  void anOwnerWhoseFileWasRemovedHasLostTheLock() throws Exception {
    Path study = Files.writeString(folder.resolve("study.json"), "{}");
    assertLost("its lock was removed");
    Files.delete(study);
    assertLost("was deleted or moved while it was written");
    assertEquals(List.of(), names());
  }

  private void assertLost(String how) throws Exception {
    try (OutputLock lock = OutputLock.take(sweep())) {
      Files.delete(folder.resolve("lock-1.json"));
      assertEquals(
          "--output " + folder + ": " + how + "; this sweep stops",
          assertThrows(UserMistake.class, lock::check).getMessage());
    }
  }

  /** Of every round's dead owner, the successors have died as well: none, one, or two of them. */
  @Test
  void ofManyThatTakeTheSamePlaceOneHasIt() throws Exception {
    try (Takers takers = new Takers(sweep())) {
      for (int round = 0; round < 150; round++) {
        for (int number = 1; number <= round % 4; number++) {
          write(number, Takers.dead("a" + number));
        }
        List<OutputLock> taken = takers.takenAtOnce();
        assertEquals(1, taken.size(), "locks in round " + round);
        taken.get(0).close();
        assertEquals(List.of(), names(), "nothing stays");
      }
    }
  }

  private SweepFolder sweep() {
    return new SweepFolder(storage, folder.toString());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void take() throws Exception {
    OutputLock.take(sweep(), QUICK).close();
  }

  private LockNote note(int number) throws IOException {
    return new LockFiles(sweep(), QUICK.watch())
        .read(number)
        .flatMap(LockNote::parse)
        .orElseThrow();
  }

  private void write(int number, LockNote note) {
    try {
      new LockFiles(sweep(), QUICK.watch()).write(number, note);
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }
}
