package alrc.jobs.cli;

import alrc.jobs.ledger.CodeVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code alrc --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"alrc " + CodeVersion.described()};
  }
}
