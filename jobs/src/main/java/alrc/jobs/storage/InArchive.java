package alrc.jobs.storage;

import alrc.stem.archive.ArchiveMember;

/**
 * Where a file is that an archive contains.
 *
 * @param archive full address of the archive
 * @param member the file in it
 */
public record InArchive(String archive, ArchiveMember member) {}
