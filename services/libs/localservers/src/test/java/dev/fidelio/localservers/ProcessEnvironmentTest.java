package dev.fidelio.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessEnvironmentTest {

  @Test
  void variablesForOtherProgramsGoAndTheRestStays() {
    Map<String, String> variables = new HashMap<>();
    variables.put("TZ", "JST");
    variables.put("LC_CTYPE", "C");
    variables.put("PGSSLMODE", "verify-full");
    variables.put("PYTHONHOME", "/nowhere");
    variables.put("_JAVA_OPTIONS", "-Xmx1m");
    variables.put("PATH", "/bin");

    ProcessEnvironment.prepare(variables);

    assertThat(variables)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("TZ", "UTC", "LC_ALL", "C.UTF-8", "PATH", "/bin"));
  }

  @Test
  void ofTheJavaOptionsThoseOfProxiesAndTrustStoresStay() {
    Map<String, String> variables = new HashMap<>();
    variables.put(
        "JAVA_TOOL_OPTIONS",
        "-XX:+UseG1GC -Dhttps.proxyHost=proxy -Dfile.encoding=US-ASCII"
            + " -Djavax.net.ssl.trustStore='a b' -Xmx1m");

    ProcessEnvironment.prepare(variables);

    assertThat(variables)
        .containsEntry(
            "JAVA_TOOL_OPTIONS", "-Dhttps.proxyHost=proxy -Djavax.net.ssl.trustStore='a b'");
  }
}
