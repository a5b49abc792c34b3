package alrc.jobs.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolderTest {
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

  @Test
  void ofManyThatTakeTheSamePlaceOneHasIt() throws Exception {
    write("{\"id\":");
    AtomicInteger holders = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(6);
    List<CompletableFuture<Void>> takers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      takers.add(
          CompletableFuture.runAsync(
              () -> {
                all.countDown();
                try {
                  all.await();
                  Holder.take(storage, folder.toString());
                  holders.incrementAndGet();
                } catch (UserMistake refused) {
                  // told who was faster
                } catch (IOException | InterruptedException broken) {
                  throw new AssertionError(broken);
                }
              },
              task -> new Thread(task).start()));
    }
    takers.forEach(CompletableFuture::join);
    assertEquals(1, holders.get());
  }

  private void take() throws Exception {
    Holder.take(storage, folder.toString()).close();
  }

  private void write(String text) throws Exception {
    Files.writeString(folder.resolve("holder.json"), text);
  }
}
