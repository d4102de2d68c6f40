package dev.fidelio.registry.http;

import dev.fidelio.contracts.HeaderText;
import dev.fidelio.contracts.Ids;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Reads the caller's name and address. */
public final class Caller {

  /** The header with the caller's name. */
  public static final String HEADER = "X-Fidelio-User";

  private static final String ANONYMOUS = "anonymous";
  private static final Pattern USER = Pattern.compile("\\P{Cc}{1,100}");

  private Caller() {}

  /** The caller's name. */
  public static String name(String user, RequestParameters requestParameters) {
    if (user == null || user.isBlank()) {
      return ANONYMOUS;
    }
    String by = decoded(user.strip());
    if (!USER.matcher(by).matches()) {
      requestParameters.refuse(HEADER, user, "1 to 100 printable characters");
    }
    return by;
  }

  /** The name that a header says; empty if it is malformed. */
  private static String decoded(String header) {
    try {
      return HeaderText.decode(header).strip();
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  /** Adds a violation if an alias is malformed. */
  public static void checkAlias(String alias, RequestParameters requestParameters) {
    if (!Ids.ALIAS.matcher(alias).matches()) {
      requestParameters.refuse("alias", alias, Ids.ALIAS_ALLOWED);
    }
  }

  /** Whether a caller is on this machine. */
  public static boolean isLocal(HttpServerRequest call) {
    try {
      return InetAddress.getByName(call.remoteAddress().hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
