package dev.fidelio.contracts;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * What the fields of records may hold, so that every part can store, name and show what one part
 * accepts. Lengths are bounded because PostgreSQL indexes most of these values and the store makes
 * file names of some.
 */
final class Constraints {

  /** The longest name or value of a tag, in characters. */
  static final int MAX_TAG = 250;

  private static final int MAX_TEXT = 250;

  private static final int MAX_LABEL = 63;
  private static final int MAX_PATH = 500;
  private static final int MAX_ADDRESS = 2_000;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]{1,255}");
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,254}");
  private static final Set<String> WEB = Set.of("http", "https");

  /** A record without a timestamp has the millisecond before 1970. */
  private static final Instant EARLIEST = Instant.EPOCH.minusMillis(1);

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Constraints() {}

  /** Requires a {@link Ids#NAME}. */
  static void requireName(String value, String field) {
    require(Ids.NAME.matcher(present(value, field)).matches(), value, field, Ids.NAME.pattern());
  }

  /** Requires what an alias consists of; MLflow decides which of these names are reserved. */
  static void requireAlias(String value, String field) {
    require(ALIAS.matcher(present(value, field)).matches(), value, field, ALIAS.pattern());
  }

  /** Requires a SHA-256 in 64 lower-case hexadecimal digits. */
  static void requireDigest(String value, String field) {
    require(DIGEST.matcher(present(value, field)).matches(), value, field, "64 hexadecimal digits");
  }

  /** Requires a path that stays below its folder: segments of which none begins with a dot. */
  static void requirePath(String value, String field) {
    boolean isPath = present(value, field).length() <= MAX_PATH;
    if (isPath) {
      for (String segment : value.split("/", -1)) {
        isPath &= SEGMENT.matcher(segment).matches();
      }
    }
    require(isPath, value, field, "a path of at most " + MAX_PATH + " characters");
  }

  /** Requires a short identifier, of which an index has several: 63 characters or fewer. */
  static void requireLabel(String value, String field) {
    requireText(value, field, MAX_LABEL);
  }

  /** Requires a name or an id that is given elsewhere: 250 characters or fewer. */
  static void requireText(String value, String field) {
    requireText(value, field, MAX_TEXT);
  }

  private static void requireText(String value, String field, int max) {
    int length = present(value, field).length();
    require(
        length > 0
            && length <= max
            && Texts.isText(value)
            && value.chars().noneMatch(Character::isISOControl),
        value,
        field,
        "1 to " + max + " characters without control characters");
  }

  /** Requires names and values that MLflow and PostgreSQL can hold as tags. */
  static void requireTags(Map<String, String> tags, String field) {
    tags.forEach(
        (name, value) -> {
          require(isTag(name) && !name.isEmpty(), name, field, "names of 1 to 250 characters");
          require(isTag(value), value, field, "values of at most 250 characters");
        });
  }

  /** Requires the address of a page. */
  static void requireWebAddress(String value, String field) {
    require(isWebAddress(present(value, field)), value, field, "an http or https address");
  }

  /** Requires a number that counts from 1. */
  static void requirePositive(Number value, String field) {
    require(value.longValue() > 0, value, field, "1 or more");
  }

  /** Requires a count or a magnitude; neither infinity nor NaN is one. */
  static void requireNotNegative(Number value, String field) {
    require(
        value.doubleValue() >= 0 && Double.isFinite(value.doubleValue()),
        value,
        field,
        "a finite number, 0 or more");
  }

  /** Requires a number that is neither infinite nor NaN. */
  static void requireFinite(Number value, String field) {
    require(Double.isFinite(value.doubleValue()), value, field, "a finite number");
  }

  /** Requires the same of each element. */
  static <T> void requireAll(List<T> values, String field, BiConsumer<T, String> requirement) {
    values.forEach(value -> requirement.accept(value, field));
  }

  /** Requires something of a value that may be absent. */
  static <T> void optional(T value, String field, BiConsumer<T, String> requirement) {
    if (value != null) {
      requirement.accept(value, field);
    }
  }

  /** Requires a time that PostgreSQL and MLflow can hold. */
  static void requireTime(Instant value, String field) {
    present(value, field);
    require(!value.isBefore(EARLIEST) && !value.isAfter(LATEST), value, field, "from 1970 to 9999");
  }

  private static boolean isTag(String value) {
    return value.length() <= MAX_TAG && Texts.isText(value);
  }

  private static boolean isWebAddress(String value) {
    if (value.length() > MAX_ADDRESS) {
      return false;
    }
    try {
      URI uri = new URI(value);
      return WEB.contains(uri.getScheme()) && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static <T> T present(T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  private static void require(boolean isMet, Object value, String field, String allowed) {
    if (!isMet) {
      throw new IllegalArgumentException(
          "%s is %s (allowed: %s)"
              .formatted(field, Violation.shortened(String.valueOf(value)), allowed));
    }
  }
}
