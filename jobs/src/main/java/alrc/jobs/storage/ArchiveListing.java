package alrc.jobs.storage;

import alrc.stem.archive.ArchiveMember;
import alrc.stem.archive.Archives;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.SeekableSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Replaces archives among files by the files in them, which are read in place. */
public final class ArchiveListing {
  /** Listing waits for the store most of the time. */
  private static final int AT_ONCE = 16;

  private final Storage storage;

  /** A listing of archives in a storage. */
  public ArchiveListing(Storage storage) {
    this.storage = storage;
  }

  /** Returns the files and, instead of each archive, its members, in the order of the archive. */
  public List<FoundFile> expanded(List<FoundFile> files) throws IOException {
    if (files.stream().noneMatch(ArchiveListing::mayBeArchive)) {
      return files;
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<List<FoundFile>>> each = new ArrayList<>();
      for (FoundFile file : files) {
        if (mayBeArchive(file)) {
          each.add(threads.submit(() -> members(file)));
        }
      }
      return joined(files, each);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<FoundFile> joined(List<FoundFile> files, List<Future<List<FoundFile>>> each)
      throws IOException {
    List<FoundFile> all = new ArrayList<>();
    int next = 0;
    try {
      for (FoundFile file : files) {
        if (mayBeArchive(file)) {
          all.addAll(each.get(next++).get());
        } else {
          all.add(file);
        }
      }
      return all;
    } catch (ExecutionException failed) {
      throw new IOException("an archive could not be listed", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while archives were listed", stopped);
    }
  }

  private static boolean mayBeArchive(FoundFile file) {
    return file.in() == null && Archives.isNamed(file.address());
  }

  /**
   * Returns the members of an archive; the file itself if it is none, or cannot be read, which its
   * task will report.
   */
  List<FoundFile> members(FoundFile file) {
    try (SeekableSource source = storage.source(file.address(), file.source())) {
      if (!isArchive(source)) {
        return List.of(file);
      }
      return Archives.list(source).stream().map(file::member).toList();
    } catch (IOException unreadable) {
      return List.of(file);
    }
  }

  /** Returns whether a file is an archive of files, and not an image that is stored as one. */
  public static boolean isArchive(SeekableSource source) throws IOException {
    ByteBuffer head = Archives.head(source);
    return Archives.format(head).isPresent() && !ImageReaders.matches(head);
  }

  /** Returns the members of an archive that an address names, or nothing if it is none. */
  public List<ArchiveMember> list(String address) throws IOException {
    try (SeekableSource source = storage.source(address, address)) {
      return Archives.isNamed(address) && isArchive(source) ? Archives.list(source) : List.of();
    }
  }
}
