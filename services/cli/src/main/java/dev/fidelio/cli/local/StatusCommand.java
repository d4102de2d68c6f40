package dev.fidelio.cli.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.platform.PartStatus;
import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.PlatformSetup;
import dev.fidelio.cli.text.Table;
import dev.fidelio.cli.text.ValueText;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the platform's processes. */
@Command(name = "status", description = "Shows the platform's processes.")
public final class StatusCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Override
  public Integer call() {
    ArrayNode json = Json.mapper().createArrayNode();
    Table table = new Table("NAME", "PID", "STATE", "PORT");
    for (PartStatus partStatus :
        new Platform(PlatformSetup.ofThisProcess(), line -> {}, false).status()) {
      json.addObject()
          .put("name", partStatus.name())
          .put("pid", partStatus.pid())
          .put("state", partStatus.state())
          .put("port", partStatus.port());
      table.add(
          partStatus.name(), text(partStatus.pid()), partStatus.state(), text(partStatus.port()));
    }
    output.print(json, table.toString());
    return 0;
  }

  private static String text(Number number) {
    return number == null ? ValueText.NONE : number.toString();
  }
}
