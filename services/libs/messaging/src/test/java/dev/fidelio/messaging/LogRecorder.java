package dev.fidelio.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.MDC;

/** Records what a logger writes, with the MDC at that moment. */
final class LogRecorder extends Handler {

  private final Logger logger;
  private final List<Line> lines = new ArrayList<>();

  LogRecorder(Class<?> of) {
    this.logger = Logger.getLogger(of.getName());
    logger.addHandler(this);
  }

  /** One line of the log. */
  record Line(String message, Throwable thrown, Map<String, String> mdc) {}

  List<Line> lines() {
    return List.copyOf(lines);
  }

  List<String> messages() {
    return lines.stream().map(Line::message).toList();
  }

  @Override
  public void publish(LogRecord written) {
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    lines.add(
        new Line(
            written.getMessage(), written.getThrown(), mdc == null ? Map.of() : Map.copyOf(mdc)));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
