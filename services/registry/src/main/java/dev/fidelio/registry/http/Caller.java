package dev.fidelio.registry.http;

import dev.fidelio.contracts.Ids;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Who calls, and what they name; what is wrong with it is collected. */
public final class Caller {

  /** The header that says who calls. */
  public static final String HEADER = "X-Fidelio-User";

  private static final String NOBODY = "anonymous";
  private static final Pattern USER = Pattern.compile("\\P{Cntrl}{1,100}");

  private Caller() {}

  /** Who decides. */
  public static String name(String user, RequestParameters requestParameters) {
    String by = user == null || user.isBlank() ? NOBODY : user.strip();
    if (!USER.matcher(by).matches()) {
      requestParameters.refuse(HEADER, by, "1 to 100 printable characters");
    }
    return by;
  }

  /** Refuses what can be no alias. */
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
