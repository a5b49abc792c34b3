package alrc.jobs.storage;

/**
 * A file in a listing.
 *
 * @param address full address
 * @param bytes its length; 0 if it is unknown
 */
record ListedFile(String address, long bytes) {}
