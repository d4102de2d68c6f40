package dev.fidelio.cli.models;

import picocli.CommandLine.Parameters;

/** The version that a command is about, by number or by alias. */
final class VersionArgument {

  @Parameters(
      index = "0",
      paramLabel = "MODEL@ALIAS|MODEL:VERSION",
      converter = ModelReference.Converter.class,
      description = "the version, such as mnist-cvae@champion or mnist-cvae:2")
  private ModelReference model;

  /** Its path in the registry's REST interface. */
  String path() {
    return model.path();
  }
}
