package alrc.jobs.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.fault.UserMistake;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolderTest {
  private static final int TAKERS = 8;

  @TempDir Path folder;
  private final Storage storage = StorageSettings.local().open();

  @Test
  void aSecondDriverIsToldWhoHoldsTheOutputUntilItIsLetGo() throws Exception {
    Holder first = Holder.take(storage, folder.toString());
    String told = assertThrows(UserMistake.class, this::take).getMessage();
    assertTrue(told.contains("is held by process " + ProcessHandle.current().pid()), told);
    assertTrue(told.matches(".* on \\S+ since 20\\S+Z; .*"), told);
    first.close();
    assertFalse(Files.exists(folder.resolve("holder.json")));
    take();
  }

  @Test
  void aProcessThatIsGoneIsReplaced() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Holder first = Holder.take(storage, folder.toString());
    String mine = Files.readString(folder.resolve("holder.json"));
    first.close();
    String pid = "\"pid\":" + ProcessHandle.current().pid() + ",";
    assertTrue(mine.contains(pid), mine);
    write(mine.replace(pid, "\"pid\":" + gone.pid() + ","));
    take();
  }

  @Test
  void aLaterProcessOfTheSameNumberIsNotTheHolder() throws Exception {
    Holder first = Holder.take(storage, folder.toString());
    String mine = Files.readString(folder.resolve("holder.json"));
    first.close();
    write(mine.replaceFirst("(?<start>\"started\":\"[^\"]*)\"", "${start}0\""));
    take();
  }

  @Test
  void aLivingSuccessorIsNotDisturbed() throws Exception {
    write(dead("a"));
    String me = Files.readString(folder.resolve("holder.json"));
    String living = me.replaceFirst("0\"(?<rest>,\"since)", "\"${rest}");
    Files.writeString(folder.resolve("holder.next-a.json"), living);
    String told = assertThrows(UserMistake.class, this::take).getMessage();
    assertTrue(told.contains("another process takes it over at this moment"), told);
    assertEquals(me, Files.readString(folder.resolve("holder.json")));
  }

  @Test
  void anotherHostIsBelievedWhileItIsHeard() throws Exception {
    String note =
        "{\"id\":\"a\",\"host\":\"far.away\",\"pid\":1,\"started\":\"\","
            + "\"since\":\"2020-01-01T00:00:00Z\",\"heard\":\"%s\"}";
    write(note.formatted(Instant.now()));
    assertTrue(assertThrows(UserMistake.class, this::take).getMessage().contains("far.away"));
    write(note.formatted("2020-01-01T00:01:00Z"));
    take();
  }

  @Test
  void aDamagedFileHoldsNobody() throws Exception {
    write("{\"id\":");
    take();
  }

  /** Of every round's dead holder, the successors have died as well: none, one, or two of them. */
  @Test
  void ofManyThatTakeTheSamePlaceOneHasIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(TAKERS);
    try {
      for (int round = 0; round < 150; round++) {
        write(dead("a"));
        if (round % 3 > 0) {
          Files.writeString(folder.resolve("holder.next-a.json"), dead("b"));
        }
        if (round % 3 > 1) {
          Files.writeString(folder.resolve("holder.next-b.json"), dead("c"));
        }
        List<Holder> holders = takenAtOnce(threads);
        assertEquals(1, holders.size(), "holders in round " + round);
        holders.get(0).close();
        assertEquals(List.of(), names(), "nothing stays");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Holder> takenAtOnce(ExecutorService threads) throws Exception {
    CyclicBarrier all = new CyclicBarrier(TAKERS);
    List<Future<Holder>> takers = new ArrayList<>();
    for (int i = 0; i < TAKERS; i++) {
      takers.add(
          threads.submit(
              () -> {
                all.await();
                return Holder.take(storage, folder.toString());
              }));
    }
    List<Holder> holders = new ArrayList<>();
    for (Future<Holder> taker : takers) {
      try {
        holders.add(taker.get());
      } catch (ExecutionException refused) {
        assertInstanceOf(UserMistake.class, refused.getCause(), "told who was faster");
      }
    }
    return holders;
  }

  /** A note of a process that is gone from this machine. */
  private String dead(String id) throws Exception {
    ProcessMark me = ProcessMark.current();
    return String.format(
        "{\"id\":\"%s\",\"host\":\"%s\",\"pid\":%d,\"started\":\"%s0\","
            + "\"since\":\"2020-01-01T00:00:00Z\",\"heard\":\"%s\"}",
        id, me.host(), me.pid(), me.started(), Instant.now());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void take() throws Exception {
    Holder.take(storage, folder.toString()).close();
  }

  private void write(String text) throws Exception {
    Files.writeString(folder.resolve("holder.json"), text);
  }
}
