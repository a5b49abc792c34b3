package alrc.stem.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.read.BytesSource;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members are found where other programs put them; hostile ones are refused, each by name. */
class ArchivesTest {
  private static final int POSIX = TarArchiveOutputStream.LONGFILE_POSIX;
  private static final String LONG = "folder/".repeat(40) + "ä.tif";

  private static byte[] content(int seed) {
    byte[] bytes = new byte[1300 + seed];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static List<ArchiveMember> list(byte[] archive) throws IOException {
    return Archives.list(new BytesSource(archive));
  }

  private static byte[] read(byte[] archive, ArchiveMember member) throws IOException {
    try (SeekableSource source = new MemberSource(new BytesSource(archive), member, "m")) {
      ByteBuffer all = ByteBuffer.allocate((int) source.size());
      source.readFully(0, all);
      return all.array();
    }
  }

  private static void assertThreeMembers(byte[] archive) throws IOException {
    List<ArchiveMember> members = list(archive);
    assertEquals(
        List.of("a.tif", "b/c.tif", LONG), members.stream().map(ArchiveMember::name).toList());
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(content(i), read(archive, members.get(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {POSIX, TarArchiveOutputStream.LONGFILE_GNU})
  void membersOfATarAreRangesOfIt(int longNames) throws IOException {
    byte[] tar =
        ArchiveBytes.tar(longNames, "./a.tif", content(0), "b/c.tif", content(1), LONG, content(2));
    assertThreeMembers(tar);
    assertEquals("tar", Archives.format(ByteBuffer.wrap(tar)).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void membersOfAZipAreRangesOrInflated(int method) throws IOException {
    assertThreeMembers(
        ArchiveBytes.zip(method, "a.tif", content(0), "b/c.tif", content(1), LONG, content(2)));
  }

  @Test
  void namesThatAreUnsafeOrTwiceAreRefused() throws IOException {
    byte[] tar =
        ArchiveBytes.tar(
            POSIX,
            "../up.tif",
            content(0),
            "/etc/a.tif",
            content(0),
            "a\u001b[31m\n.tif",
            content(0),
            "x/../../y.tif",
            content(0),
            "C:\\a.tif",
            content(0),
            "a.tif",
            content(1),
            "./a.tif",
            content(2));
    List<ArchiveMember> members = list(tar);
    assertEquals(
        List.of(
            "../up.tif",
            "/etc/a.tif",
            "a\\x1b[31m\\x0a.tif",
            "x/../../y.tif",
            "C:\\a.tif",
            "a.tif",
            "a.tif#2"),
        members.stream().map(ArchiveMember::name).toList());
    assertArrayEquals(content(1), read(tar, members.get(5)));
    for (int i : new int[] {0, 1, 2, 3, 4, 6}) {
      assertEquals(Kind.UNSAFE_NAME, members.get(i).refused());
      assertRefused(tar, members.get(i), Kind.UNSAFE_NAME, members.get(i).detail());
    }
    assertTrue(members.get(0).detail().endsWith("leads out of the archive"));
    assertTrue(members.get(1).detail().endsWith("is absolute"));
    assertTrue(members.get(2).detail().endsWith("has control characters"));
    assertTrue(members.get(6).detail().contains("an earlier member of this name"));
  }

  private static void assertRefused(byte[] archive, ArchiveMember member, Kind kind, String words) {
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> read(archive, member));
    assertEquals(kind, e.kind(), e.explanation());
    assertTrue(e.explanation().contains(words), e.explanation());
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    byte[] tar = ArchiveBytes.tar(POSIX, "link.tif", "/etc/passwd", "a.tif", content(1));
    List<ArchiveMember> members = list(tar);
    assertEquals(Kind.UNSUPPORTED, members.get(0).refused());
    assertTrue(members.get(0).detail().contains("a link to another file"));
    assertArrayEquals(content(1), read(tar, members.get(1)));
  }

  @Test
  void whatIsCutOffATarIsAFaultOfTheArchiveAndTheRestIsRead() throws IOException {
    byte[] tar = ArchiveBytes.tar(POSIX, "a.tif", content(1), "b.tif", content(2));
    for (int length = 512; length < 4608; length += 100) {
      byte[] cut = Arrays.copyOf(tar, length);
      List<ArchiveMember> members = list(cut);
      ArchiveMember last = members.get(members.size() - 1);
      assertEquals(Kind.CORRUPT, last.refused(), "cut at " + length);
      assertEquals("", last.name());
      assertEquals(length < 512 + 1301 ? 1 : length < 2560 + 1302 ? 2 : 3, members.size());
      if (members.size() > 1) {
        assertArrayEquals(content(1), read(cut, members.get(0)));
      }
    }
  }

  @Test
  void aDamagedHeaderEndsTheListing() throws IOException {
    byte[] tar = ArchiveBytes.tar(POSIX, "a.tif", content(1), "b.tif", content(2));
    tar[2048 + 3]++;
    List<ArchiveMember> members = list(tar);
    assertEquals(2, members.size());
    assertTrue(members.get(1).detail().contains("at 0x800"), members.get(1).detail());
  }

  /** The size of a name is what its header says, up to 8 GiB; it must not be allocated. */
  @Test
  void aLongNameIsNotReadIntoMemory() throws IOException {
    byte[] tar = ArchiveBytes.tar(TarArchiveOutputStream.LONGFILE_GNU, LONG, content(0));
    byte[] claimed = tar.clone();
    ArchiveBytes.claim(claimed, 077777777777L);
    assertTrue(list(claimed).get(0).detail().contains("an extended header, 8589934591 bytes"));
    byte[] large = Arrays.copyOf(claimed, 1 << 22);
    ArchiveBytes.claim(large, 1 << 21);
    assertTrue(list(large).get(0).detail().contains("an extended header of 2097152 bytes"));
  }

  @Test
  void aDeflatedMemberIsCheckedAndBounded() throws IOException {
    byte[] zip = ArchiveBytes.zip(ZipEntry.DEFLATED, "a.tif", new byte[100_000]);
    ArchiveMember whole = list(zip).get(0);
    ArchiveMember claimsMore = resized(whole, 100_001);
    assertRefused(zip, claimsMore, Kind.CORRUPT, "bytes, checksum");
    ArchiveMember bomb = resized(whole, 1L << 40);
    assertRefused(zip, bomb, Kind.CORRUPT, "compressed pixels");
    assertRefused(zip, resized(whole, 1000), Kind.CORRUPT, "at most 1000 decompressed bytes");
    zip[35]++;
    assertRefused(zip, whole, Kind.CORRUPT, "ZIP");
  }

  private static ArchiveMember resized(ArchiveMember member, long size) {
    return new ArchiveMember(
        member.name(),
        member.packing(),
        member.at(),
        member.stored(),
        size,
        member.crc(),
        null,
        "");
  }

  @Test
  void aMemberFindsTheOthersOfItsFolder() throws IOException {
    byte[] tar =
        ArchiveBytes.tar(
            POSIX, "a/x.emi", content(1), "x_1.ser", content(3), "a/x_1.ser", content(2));
    try (SeekableSource emi = new MemberSource(new BytesSource(tar), list(tar).get(0), "x.emi")) {
      assertEquals(content(2).length, emi.sibling("x_1.ser").orElseThrow().size());
      assertTrue(emi.sibling("y").isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 511, 512, 5000})
  void anotherFileIsNoArchive(int length) throws IOException {
    byte[] text = Arrays.copyOf("scan 1: ä\n".repeat(500).getBytes(StandardCharsets.UTF_8), length);
    assertTrue(Archives.format(ByteBuffer.wrap(text)).isEmpty());
    List<ArchiveMember> members = list(text);
    assertEquals(Kind.CORRUPT, members.get(0).refused());
    assertEquals(1, members.size());
  }
}
