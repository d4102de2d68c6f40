package dev.fidelio.registry.http;

import dev.fidelio.contracts.Fields;
import dev.fidelio.contracts.Violation;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the parameters and the body of one call and collects every violation, so that the caller
 * gets all of them in one response. Bodies are read by {@link Fields}, as requests on Kafka are.
 */
public final class RequestParameters {

  private static final Logger LOG = LoggerFactory.getLogger(RequestParameters.class);

  /** The most that a page holds. */
  static final int MAX_LIMIT = 200;

  /** The default page size. */
  static final String DEFAULT_LIMIT = "50";

  private static final Pattern KEYS = Pattern.compile("\\P{Cntrl}{1,100}");

  private final List<Violation> violations = new ArrayList<>();

  /** The fields of a body that the call requires. */
  public Fields body(byte[] body) {
    return Fields.sent(body, violations);
  }

  /** The fields of a body that may be left out. */
  public Fields optionalBody(byte[] body) {
    return body == null || body.length == 0 ? Fields.none(violations) : body(body);
  }

  /** An integer from {@code least} to {@code most}. */
  public int integer(String field, String value, int least, int most) {
    String allowed = "an integer from " + least + " to " + most;
    Integer read =
        read(
            field,
            value,
            allowed,
            text -> {
              int number = Integer.parseInt(text);
              return number < least || number > most ? null : number;
            });
    return read == null ? least : read;
  }

  /** The number of items of a page. */
  int limit(String value) {
    return integer("limit", value, 1, MAX_LIMIT);
  }

  /** The position of a page; {@code first} without a cursor, and with one that cannot be read. */
  <T> T cursor(String value, T first, Function<String, T> reader) {
    if (value == null) {
      return first;
    }
    T position =
        read(
            "cursor",
            value,
            "the nextCursor of the page before",
            text -> {
              String read = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
              return read.indexOf('\0') < 0 ? reader.apply(read) : null;
            });
    return position == null ? first : position;
  }

  /** The cursor of the next page. */
  static String nextCursor(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  /** Any value; null, with a violation, if {@code reader} rejects it. */
  public <T> T read(String field, String value, String allowed, Function<String, T> reader) {
    T read = null;
    try {
      read = value == null ? null : reader.apply(value);
    } catch (IllegalArgumentException | DateTimeException e) {
      LOG.debug("{} cannot be read", field, e);
    }
    if (read == null) {
      refuse(field, value == null ? "absent" : value, allowed);
    }
    return read;
  }

  /** Refuses a text that is too long, or that the log and the database cannot hold. */
  public void checkText(String field, String text, int maxLength) {
    boolean isText =
        text == null
            || text.length() <= maxLength
                && text.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    if (!isText) {
      refuse(field, text, "text of at most " + maxLength + " characters");
    }
  }

  /** The value of the header Idempotency-Key; null where it is absent. */
  public String idempotencyKey(String sent) {
    if (sent != null && !KEYS.matcher(sent).matches()) {
      refuse(Api.IDEMPOTENCY_KEY, sent, "1 to 100 printable characters");
    }
    return sent;
  }

  /** Adds a violation. */
  public void refuse(String field, String value, String allowed) {
    violations.add(new Violation(field, Violation.shortened(value), allowed));
  }

  /**
   * Ends the call if there are violations.
   *
   * @throws ProblemException if anything is wrong
   */
  public void check() {
    if (!violations.isEmpty()) {
      throw ProblemException.badRequest(violations);
    }
  }
}
