package alrc.jobs.storage;

import alrc.settings.Sha256;
import alrc.stem.dataset.Stamp;
import alrc.stem.packed.FolderBytes;
import alrc.stem.source.SeekableSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Zarr folders among files: each is one input, whose address ends with a slash. */
final class ZarrFolders {
  private static final Set<String> MARKS = Set.of(".zgroup", ".zarray", "zarr.json");

  private ZarrFolders() {}

  /** Returns whether an address is that of a Zarr folder. */
  static boolean isZarr(Storage storage, String folder) throws IOException {
    for (String mark : MARKS) {
      if (storage.exists(Storage.inside(folder, mark))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the files, with one entry instead of all files below a Zarr folder. */
  static List<ListedFile> collapsed(List<ListedFile> files) {
    TreeSet<String> roots = new TreeSet<>();
    for (ListedFile file : files) {
      int slash = file.address().lastIndexOf('/');
      if (MARKS.contains(file.address().substring(slash + 1))) {
        roots.add(file.address().substring(0, slash + 1));
      }
    }
    if (roots.isEmpty()) {
      return files;
    }
    Map<String, List<ListedFile>> folders = new HashMap<>();
    List<ListedFile> kept = new ArrayList<>();
    for (ListedFile file : files) {
      String root = outermost(roots, file.address());
      if (root.isEmpty()) {
        kept.add(file);
      } else {
        folders.computeIfAbsent(root, any -> new ArrayList<>()).add(file);
      }
    }
    folders.forEach((root, inside) -> kept.add(folder(root, inside)));
    return kept;
  }

  /** A folder has changed where the name, the length, the time or the ETag of a file in it has. */
  private static ListedFile folder(String root, List<ListedFile> inside) {
    long bytes = 0;
    long modified = 0;
    boolean stamped = true;
    MessageDigest digest = Sha256.start();
    for (ListedFile file :
        inside.stream().sorted(Comparator.comparing(ListedFile::address)).toList()) {
      Stamp stamp = file.stamp();
      bytes += file.bytes();
      stamped &= stamp != null;
      if (stamp != null) {
        modified = Math.max(modified, stamp.modified());
        digest.update((file.address() + "\n" + stamp + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    String all = HexFormat.of().formatHex(digest.digest());
    return new ListedFile(root, bytes, stamped ? new Stamp(bytes, modified, all) : null);
  }

  private static String outermost(Set<String> roots, String address) {
    for (int slash = address.indexOf('/'); slash >= 0; slash = address.indexOf('/', slash + 1)) {
      String folder = address.substring(0, slash + 1);
      if (roots.contains(folder)) {
        return folder;
      }
    }
    return "";
  }

  /** Opens a Zarr folder: descriptions first, so that they are found at the beginning. */
  static SeekableSource open(Storage storage, String folder, String name) throws IOException {
    String root = Storage.inside(storage.absolute(folder), "");
    List<FolderBytes.Entry> entries =
        FileTree.list(storage, folder).stream()
            .map(
                file ->
                    new FolderBytes.Entry(file.address().substring(root.length()), file.bytes()))
            .sorted(Comparator.comparing(FolderBytes.Entry::name))
            .toList();
    return new FolderBytes(name, entries, file -> storage.source(root + file, file));
  }
}
