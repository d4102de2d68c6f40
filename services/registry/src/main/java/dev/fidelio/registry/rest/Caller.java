package dev.fidelio.registry.rest;

import dev.fidelio.contracts.Ids;
import dev.fidelio.registry.decisions.Alias;
import dev.fidelio.registry.decisions.Seen;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who calls, and what they have seen and named; what is wrong with it is collected. */
final class Caller {

  /** The header that says who calls. */
  static final String HEADER = "X-Fidelio-User";

  private static final String NOBODY = "anonymous";
  private static final Pattern USER = Pattern.compile("\\P{Cntrl}{1,100}");

  private Caller() {}

  /** Who decides. */
  static String name(String user, Asked asked) {
    String by = user == null || user.isBlank() ? NOBODY : user.strip();
    if (!USER.matcher(by).matches()) {
      asked.refuse(HEADER, by, "1 to 100 printable characters");
    }
    return by;
  }

  /** Refuses what can be no alias. */
  static void checkAlias(String alias, Asked asked) {
    if (!Ids.ALIAS.matcher(alias).matches()) {
      asked.refuse("alias", alias, Ids.ALIAS_ALLOWED);
    }
  }

  /** If-Match names any number of states, or with {@code *} whichever it is in. */
  static Optional<Seen> seen(String ifMatch) {
    if (ifMatch == null) {
      return Optional.empty();
    }
    return Optional.of(alias -> alias != null && names(ifMatch, alias));
  }

  private static boolean names(String ifMatch, Alias alias) {
    return Arrays.stream(ifMatch.split(","))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || tag.equals("\"" + alias.sequence + "\""));
  }

  /** Whether a caller is on this machine. */
  static boolean isLocal(HttpServerRequest call) {
    try {
      return InetAddress.getByName(call.remoteAddress().hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
