package dev.fidelio.registry.evaluations.comparison;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison as CSV (RFC 4180): a line for each property, a column for each version. */
final class ComparisonCsv {

  static final String MEDIA_TYPE = "text/csv";

  private static final String LINE_END = "\r\n";

  private ComparisonCsv() {}

  static String of(ComparisonView comparison) {
    Stream<Object> versions =
        comparison.versions().stream().map(version -> "version " + version.version());
    String heading =
        line(Stream.of(Stream.of("part", "name"), versions, Stream.of("differs", "note")));
    return comparison.rows().stream()
        .map(
            row ->
                line(
                    Stream.of(
                        Stream.of(row.part(), row.name()),
                        row.values().stream(),
                        Stream.of(row.differs(), Objects.toString(row.note(), "")))))
        .collect(Collectors.joining("", heading, ""));
  }

  private static String line(Stream<Stream<?>> cells) {
    return cells
        .flatMap(part -> part.map(ComparisonCsv::cell))
        .collect(Collectors.joining(",", "", LINE_END));
  }

  private static String cell(Object value) {
    String text = text(value);
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String text(Object value) {
    return value instanceof Collection<?> several
        ? several.stream().map(Objects::toString).collect(Collectors.joining(" "))
        : Objects.toString(value, "");
  }
}
