package alrc.jobs.storage;

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
import org.apache.hadoop.fs.Path;

/**
 * The files below a local folder. Hadoop's own listing leaves out broken links in silence and stops
 * at the first folder that may not be read; here both are listed, to be rejected by name later.
 */
final class LocalTree {
  private LocalTree() {}

  static List<ListedFile> list(Path folder) throws IOException {
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
              files.add(new ListedFile(address(folder, root, file), attributes.size()));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(java.nio.file.Path file, IOException why)
                throws IOException {
              if (file.equals(root)) {
                throw why;
              }
              // A file that went while it was looked for is no file; a broken link is one.
              if (!(why instanceof NoSuchFileException) || Files.isSymbolicLink(file)) {
                files.add(new ListedFile(address(folder, root, file), 0));
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
