package alrc.jobs.storage;

import alrc.stem.archive.Member;

/**
 * Where a file is that an archive contains.
 *
 * @param archive full address of the archive
 * @param member the file in it
 */
public record InArchive(String archive, Member member) {}
