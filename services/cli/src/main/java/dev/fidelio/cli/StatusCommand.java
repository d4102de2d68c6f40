package dev.fidelio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.Setup;
import dev.fidelio.cli.platform.Status;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the platform's processes. */
@Command(name = "status", description = "Shows the platform's processes.")
final class StatusCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Override
  public Integer call() {
    ArrayNode json = Json.mapper().createArrayNode();
    Table table = new Table("NAME", "PID", "STATE", "PORT");
    for (Status status : new Platform(Setup.ofThisProcess(), line -> {}, false).status()) {
      json.addObject()
          .put("name", status.name())
          .put("pid", status.pid())
          .put("state", status.state())
          .put("port", status.port());
      table.add(status.name(), text(status.pid()), status.state(), text(status.port()));
    }
    output.print(json, table.toString());
    return 0;
  }

  private static String text(Number number) {
    return number == null ? Values.NONE : number.toString();
  }
}
