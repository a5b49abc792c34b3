package alrc.jobs.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Lists the files below a folder, at any depth. */
final class FileTree {
  private FileTree() {}

  /** All files below a folder; none if it does not exist. */
  static List<ListedFile> list(Storage storage, String folder) throws IOException {
    Path path = storage.path(folder);
    if (storage.isLocal(folder)) {
      return listLocal(path);
    }
    List<ListedFile> files = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> each = storage.fileSystem(path).listFiles(path, true);
      while (each.hasNext()) {
        LocatedFileStatus file = each.next();
        files.add(ListedFile.of(storage, file));
      }
    } catch (FileNotFoundException absent) {
      return List.of();
    }
    return files;
  }

  /**
   * Hadoop's own listing omits broken links and stops at the first folder that may not be read.
   * This one lists both, so that they are rejected by name later.
   */
  private static List<ListedFile> listLocal(Path folder) throws IOException {
    java.nio.file.Path root = LocalFiles.local(folder);
    List<ListedFile> files = new ArrayList<>();
    if (Files.isDirectory(root)) {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(
                java.nio.file.Path file, BasicFileAttributes attributes) {
              files.add(ListedFile.of(address(folder, root, file), attributes));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(java.nio.file.Path file, IOException why)
                throws IOException {
              if (file.equals(root)) {
                throw why;
              }
              // A file that was removed meanwhile is not listed; a broken link is.
              if (!(why instanceof NoSuchFileException) || Files.isSymbolicLink(file)) {
                files.add(new ListedFile(address(folder, root, file), 0, null));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return files;
  }

  private static String address(Path folder, java.nio.file.Path root, java.nio.file.Path file) {
    return Storage.inside(folder.toString(), root.relativize(file).toString());
  }
}
