package dev.fidelio.localservers;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The environment of the processes that this library starts. The user's variables for other
 * programs do not reach them: PostgreSQL refuses time zones such as JST, two collectors in one
 * command line keep a JVM from starting, and libpq, Python and MLflow read settings that are meant
 * for another server. The launcher {@code fidelio} does the same for the command line itself.
 */
final class ProcessEnvironment {

  private static final String JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";

  private static final Pattern OF_OTHER_PROGRAMS =
      Pattern.compile(
          "_JAVA_OPTIONS|JDK_JAVA_OPTIONS|JAVA_TOOL_OPTIONS|LANGUAGE|LC_.*|(PG|PYTHON|MLFLOW_).*");

  /** Proxies and trust stores: what a process needs to reach other machines from this one. */
  private static final Pattern NETWORK_PROPERTY =
      Pattern.compile(
          "(?<!\\S)-D(https?\\.(proxy|nonProxy)|socksProxy|javax\\.net\\.ssl\\.|java\\.net\\.)"
              + "([^\\s'\"]|'[^']*'|\"[^\"]*\")*");

  private ProcessEnvironment() {}

  /**
   * Changes a process's variables: UTC, UTF-8, and nothing of other programs. System properties of
   * proxies and trust stores stay in {@code JAVA_TOOL_OPTIONS}.
   */
  static void prepare(Map<String, String> variables) {
    String properties = networkProperties(variables.getOrDefault(JAVA_OPTIONS, ""));
    variables.keySet().removeIf(name -> OF_OTHER_PROGRAMS.matcher(name).matches());
    if (!properties.isEmpty()) {
      variables.put(JAVA_OPTIONS, properties);
    }
    variables.put("TZ", "UTC");
    variables.put("LC_ALL", "C.UTF-8");
  }

  private static String networkProperties(String options) {
    return NETWORK_PROPERTY
        .matcher(options)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining(" "));
  }
}
