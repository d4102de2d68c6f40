package dev.fidelio.localservers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a background process: in a session of its own, so that neither the end of
 * this process nor Ctrl-C on its terminal affects it; holding the lock of its folder; and with a
 * log that does not grow without limit.
 */
final class DetachedCommand {

  /** The largest log; one older file of this size is kept beside it. */
  static final long LARGEST_LOG_BYTES = 20L << 20;

  private static final String SETSID_BY_PYTHON =
      "import os, sys; os.setsid(); os.execvp(sys.argv[1], sys.argv[1:])";

  /**
   * Arguments: lock file, log, and the program, which takes the shell's place. The program appends
   * to its log, so that the log can be emptied under it. The loop that does so is no child of the
   * program, does not hold the lock, and ends after the program.
   */
  private static final String SHELL =
      """
      exec 9<> "$1"
      if command -v flock > /dev/null; then flock -s 9
      else python3 -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_SH)'
      fi
      (
        while sleep 5 && kill -0 $$; do
          if [ "$(wc -c < "$2")" -gt %d ]; then cp "$2" "$2.old" && : > "$2"; fi
        done 9>&- > /dev/null 2>&1 &
      )
      shift 2
      exec "$@"
      """
          .formatted(LARGEST_LOG_BYTES);

  private DetachedCommand() {}

  static List<String> of(Path lock, Path log, List<String> program) {
    List<String> command = new ArrayList<>(ownSession(System.getProperty("os.name")));
    command.addAll(List.of("sh", "-c", SHELL, "sh", lock.toAbsolutePath().toString()));
    command.add(log.toAbsolutePath().toString());
    command.addAll(program);
    return command;
  }

  /** The command prefix that starts a program in its own session: macOS has no setsid. */
  static List<String> ownSession(String system) {
    return system.startsWith("Mac")
        ? List.of("python3", "-c", SETSID_BY_PYTHON)
        : List.of("setsid");
  }
}
