package dev.fidelio.cli.models;

import dev.fidelio.cli.client.RegistryClient;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A version, by its number ({@code digits:2}) or by an alias that points to it ({@code
 * digits@champion}).
 *
 * @param path its path in the REST interface
 */
record ModelReference(String path) {

  private static final Pattern FORM = Pattern.compile("([^@:]+)(?:@([^@:]+)|:(\\d+))");

  /** Parses a reference from the command line. */
  static final class Converter implements ITypeConverter<ModelReference> {

    @Override
    public ModelReference convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException(
            "'%s' must be MODEL@ALIAS or MODEL:VERSION".formatted(text));
      }
      String model = "models/" + RegistryClient.encoded(form.group(1));
      return new ModelReference(
          form.group(2) == null
              ? model + "/versions/" + form.group(3)
              : model + "/aliases/" + RegistryClient.encoded(form.group(2)));
    }
  }
}
