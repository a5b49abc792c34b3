package alrc.stem.format.hdf5;

import alrc.stem.source.UnreadableImageException;
import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.Superblock;
import io.jhdf.SymbolTableEntry;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A group or dataset of an HDF5 file, by its object header (The HDF Group, HDF5 File Format
 * Specification Version 3.0, sections III and IV). Only hard links are followed.
 *
 * @param path for messages, without a slash at its end
 */
record Hdf5Object(Hdf5Storage storage, String path, ObjectHeader header) {
  private static final int SOFT_LINK = 2;

  static Hdf5Object root(Hdf5Storage storage) throws IOException {
    return storage.guarded(
        "a root group",
        () -> {
          Superblock superblock = storage.getSuperblock();
          long address =
              superblock instanceof Superblock.SuperblockV0V1 old
                  ? new SymbolTableEntry(storage, old.getRootGroupSymbolTableAddress())
                      .getObjectHeaderAddress()
                  : ((Superblock.SuperblockV2V3) superblock).getRootGroupObjectHeaderAddress();
          return new Hdf5Object(storage, "", ObjectHeader.readObjectHeader(storage, address));
        });
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns where the object header is in the file. */
  long position() {
    return storage.position(header.getAddress());
  }

  boolean isDataset() {
    return header.hasMessageOfType(DataSpaceMessage.class);
  }

  /** Returns the addresses of the members of a group by name, sorted; empty for a dataset. */
  Map<String, Long> members() throws IOException {
    return storage.guarded(
        "the members of group " + path + "/",
        () -> {
          Map<String, Long> members = new TreeMap<>();
          if (header.hasMessageOfType(SymbolTableMessage.class)) {
            putSymbols(header.getMessageOfType(SymbolTableMessage.class), members);
          } else if (header.hasMessageOfType(LinkInfoMessage.class)) {
            putLinks(header.getMessageOfType(LinkInfoMessage.class), members);
          }
          return members;
        });
  }

  private void putSymbols(SymbolTableMessage table, Map<String, Long> members) {
    ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
    BTreeV1 tree = BTreeV1.createGroupBTree(storage, table.getBTreeAddress());
    for (long node : tree.getChildAddresses()) {
      for (SymbolTableEntry entry :
          new GroupSymbolTableNode(storage, node).getSymbolTableEntries()) {
        if (entry.getCacheType() != SOFT_LINK) {
          members.put(name(names, entry.getLinkNameOffset()), entry.getObjectHeaderAddress());
        }
      }
    }
  }

  private static String name(ByteBuffer names, int start) {
    int end = start;
    while (names.get(end) != 0) {
      end++;
    }
    return StandardCharsets.UTF_8.decode(names.slice(start, end - start)).toString();
  }

  private void putLinks(LinkInfoMessage info, Map<String, Long> members) {
    for (LinkMessage link : header.getMessagesOfType(LinkMessage.class)) {
      put(link, members);
    }
    if (info.getBTreeNameIndexAddress() != Constants.UNDEFINED_ADDRESS) {
      FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
      BTreeV2<LinkNameForIndexedGroupRecord> tree =
          new BTreeV2<>(storage, info.getBTreeNameIndexAddress());
      for (LinkNameForIndexedGroupRecord record : tree.getRecords()) {
        put(LinkMessage.fromBuffer(heap.getId(record.getId()), storage.getSuperblock()), members);
      }
    }
  }

  private static void put(LinkMessage link, Map<String, Long> members) {
    if (link.getLinkType() == LinkMessage.LinkType.HARD) {
      members.put(link.getLinkName(), link.getHardLinkAddress());
    }
  }

  /** Returns the member of a group that has this name. */
  Optional<Hdf5Object> member(String member) throws IOException {
    Long address = members().get(member);
    return address == null ? Optional.empty() : Optional.of(at(member, address));
  }

  /** Returns the member that {@link #members} says is at this address. */
  Hdf5Object at(String member, long address) throws IOException {
    String name = path + "/" + member;
    return storage.guarded(
        "the object header of " + name,
        () -> new Hdf5Object(storage, name, ObjectHeader.readObjectHeader(storage, address)));
  }

  private boolean isInAnotherFile(String member) throws IOException {
    return storage.guarded(
        "the links of group " + path + "/",
        () ->
            header.getMessagesOfType(LinkMessage.class).stream()
                .anyMatch(
                    link ->
                        link.getLinkType() == LinkMessage.LinkType.EXTERNAL
                            && link.getLinkName().equals(member)));
  }

  /** Returns the member of a group that has this name, which must be there. */
  Hdf5Object required(String format, String member) throws IOException {
    Optional<Hdf5Object> found = member(member);
    if (found.isEmpty() && isInAnotherFile(member)) {
      throw UnreadableImageException.unsupported(
          format,
          position(),
          path + "/" + member + " is a link to another file, which is not read");
    }
    if (found.isEmpty()) {
      throw UnreadableImageException.corrupt(
          format, position(), path + "/" + member, "members " + members().keySet());
    }
    return found.get();
  }
}
