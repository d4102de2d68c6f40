package dev.fidelio.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The data of one PostgreSQL server and the password of its owner.
 *
 * <p>Each data folder has a random password, stored beside it and readable by the owner alone:
 * other users of the machine can reach the loopback address too, and a PostgreSQL superuser can run
 * programs as the user who started the server.
 */
public final class PostgresData {

  public static final String USER = "fidelio";

  /** Exists only on Linux. */
  private static final Path PROC = Path.of("/proc/self");

  private static final int PASSWORD_BYTES = 18;

  private PostgresData() {}

  /**
   * Creates the data folder with its databases unless it exists; a folder left by an interrupted
   * attempt is discarded.
   *
   * @return the password
   */
  static String ensure(Path programs, Path folder, List<String> databases) throws IOException {
    Path data = folder.resolve("data");
    Path secret = folder.resolve("password");
    if (Files.exists(data)) {
      return password(folder);
    }
    Path partial = folder.resolve("data.half");
    Folders.delete(partial);
    String password = newPassword(secret);
    CommandRunner.run(
        "PostgreSQL's data folder could not be created",
        command(
            programs,
            "initdb",
            "--username=" + USER,
            "--auth=scram-sha-256",
            "--pwfile=" + secret.toAbsolutePath(),
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--pgdata=" + partial.toAbsolutePath()));
    StringBuilder statements = new StringBuilder();
    databases.forEach(name -> statements.append("CREATE DATABASE ").append(name).append(";\n"));
    CommandRunner.run(
        "PostgreSQL's databases could not be created",
        command(programs, "postgres", "--single", "-D", partial.toString(), "postgres"),
        statements.toString());
    Files.move(partial, data);
    return password;
  }

  /** The password of the server whose data is in the folder. */
  static String password(Path folder) throws IOException {
    return Files.readString(folder.resolve("password"));
  }

  /**
   * Deletes the process id file that a killed server left behind, if that id no longer belongs to a
   * server on this folder: PostgreSQL itself only checks that some process has the id.
   */
  static void forgetDeadServer(Path folder) throws IOException {
    Path pidFile = folder.resolve("data/postmaster.pid");
    if (Files.notExists(pidFile)) {
      return;
    }
    String pid = Files.readString(pidFile).lines().findFirst().orElse("").strip();
    String data = folder.resolve("data").toAbsolutePath().toString();
    if (!commandLine(pid).contains(data)) {
      Files.delete(pidFile);
    }
  }

  private static String commandLine(String pid) throws IOException {
    if (Files.isDirectory(PROC)) {
      Path commandLine = PROC.resolveSibling(pid).resolve("cmdline");
      return Files.exists(commandLine) ? Files.readString(commandLine) : "";
    }
    return ProcessHandle.of(Long.parseLong(pid))
        .flatMap(process -> process.info().commandLine())
        .orElse("");
  }

  /**
   * A command line for a PostgreSQL program, in its own user namespace if this user is root:
   * PostgreSQL refuses to run as root.
   */
  static List<String> command(Path programs, String program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isDirectory(PROC)
        && Integer.valueOf(0).equals(Files.getAttribute(PROC, "unix:uid"))) {
      command.add("unshare");
      command.add("--user");
    }
    command.add(programs.resolve("bin").resolve(program).toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static String newPassword(Path file) throws IOException {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, password);
    return password;
  }
}
