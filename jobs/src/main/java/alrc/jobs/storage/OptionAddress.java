package alrc.jobs.storage;

import alrc.settings.UserMistake;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The address that a user gave with an option: what is wrong with it is reported with both.
 *
 * @param option such as {@code --output}
 */
public record OptionAddress(Storage storage, String option, String address) {
  /**
   * Checks that the address belongs to a file system that exists.
   *
   * @throws UserMistake if it does not
   */
  public void check() {
    try {
      var unused = storage.absolute(address);
    } catch (UserMistake refused) {
      throw new UserMistake(option + " " + refused.getMessage(), refused);
    }
  }

  /**
   * Checks that the store answers, whether or not the folder exists.
   *
   * @throws UserMistake if it does not: no such host, no permission, no credentials
   */
  public void reach() {
    check();
    try {
      var unused = storage.status(address);
    } catch (IOException refused) {
      throw mistake(
          "cannot be reached (%s); check the address, the permissions and, for s3a:, the"
              + " credentials (--conf spark.hadoop.fs.s3a.…)",
          refused);
    }
  }

  /**
   * Creates the folder and checks that files can be written there.
   *
   * @throws UserMistake if either fails
   */
  public void makeFolder() {
    try {
      Path path = storage.path(address);
      FileSystem fileSystem = storage.fileSystem(path);
      if (storage.status(address).map(found -> !found.isDirectory()).orElse(false)) {
        throw new UserMistake(option + " " + address + ": is a file; a folder is needed");
      }
      if (!fileSystem.mkdirs(path)) {
        throw new UserMistake(option + " " + address + ": the folder cannot be made");
      }
      Path probe = new Path(path, ".alrc-" + UUID.randomUUID() + ".tmp");
      fileSystem.create(probe, true).close();
      fileSystem.delete(probe, false);
    } catch (IOException refused) {
      throw mistake("cannot be written (%s)", refused);
    }
  }

  private UserMistake mistake(String words, IOException refused) {
    String reason = String.format(Locale.ROOT, words, Storage.reason(refused));
    return new UserMistake(option + " " + address + ": " + reason, refused);
  }
}
