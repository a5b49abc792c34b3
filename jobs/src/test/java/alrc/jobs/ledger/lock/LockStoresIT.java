package alrc.jobs.ledger.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.process.S3Server;
import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock and the replacement of files, on a real name node and on a real S3 server. */
class LockStoresIT {
  private static final int ROUNDS = 4;
  private static final int REPLACEMENTS = 40;

  @TempDir Path folder;

  @Test
  void onHdfsOneDriverLocksAnOutputAndAReplacedFileIsAlwaysRead() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set("hdfs.minidfs.basedir", folder.resolve("hdfs").toString());
    try (MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
      cluster.waitActive();
      Storage storage = StorageSettings.local().open();
      String output = cluster.getURI() + "/sweep";
      new OptionAddress(storage, "--output", output).makeFolder();
      assertOneLocks(new SweepFolder(storage, output));
      assertAlwaysRead(storage, Storage.inside(output, "study.json"), 10);
    }
  }

  @Test
  void onS3OneDriverLocksAnOutputAndAReplacedFileIsAlwaysRead() throws Exception {
    try (S3Server server = S3Server.start(folder)) {
      server.bucket("sweeps");
      Storage storage = StorageSettings.fromSpark(server.settings()).open();
      assertOneLocks(new SweepFolder(storage, "s3a://sweeps/a"));
      assertAlwaysRead(storage, "s3a://sweeps/a/study.json", 150);
    }
  }

  private static void assertOneLocks(SweepFolder folder) throws Exception {
    try (Takers takers = new Takers(folder)) {
      for (int round = 0; round < ROUNDS; round++) {
        LockFiles files = new LockFiles(folder, OutputLockTest.QUICK.watch());
        for (int number = 1; number <= round % 3; number++) {
          files.write(number, Takers.dead("a" + number));
        }
        List<OutputLock> taken = takers.takenAtOnce();
        assertEquals(1, taken.size(), "locks in round " + round);
        assertThrows(UserMistake.class, () -> OutputLock.take(folder));
        taken.get(0).close();
        assertEquals(List.of(), folder.storage().list(folder.address()), "nothing stays");
      }
    }
  }

  /** A reader always finds a file that is replaced: the one before, or the one after. */
  private static void assertAlwaysRead(Storage storage, String address, long pauseMillis)
      throws Exception {
    storage.writeText(address, "0");
    AtomicBoolean written = new AtomicBoolean();
    Set<String> read = new HashSet<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                while (!written.get()) {
                  read.add(storage.readText(address));
                }
              } catch (IOException | RuntimeException failed) {
                read.add("" + failed);
              }
            });
    reader.start();
    for (int i = 1; i <= REPLACEMENTS; i++) {
      storage.writeText(address, "" + i);
      TimeUnit.MILLISECONDS.sleep(pauseMillis);
    }
    written.set(true);
    reader.join(TimeUnit.SECONDS.toMillis(60));
    assertFalse(reader.isAlive());
    assertTrue(read.stream().allMatch(text -> text.matches("\\d{1,3}")), () -> "" + read);
    assertEquals(String.valueOf(REPLACEMENTS), storage.readText(address));
  }
}
