package dev.fidelio.registry;

import dev.fidelio.artifacts.ArtifactStore;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A store in which a test can pause reads. */
@Alternative
@Singleton
public class PausingStore implements ArtifactStore {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final ArtifactStore store;
  private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

  @Inject
  PausingStore(@ConfigProperty(name = "fidelio.artifacts.uri") URI address) {
    this.store = ArtifactStore.at(address);
  }

  /** Runs the registry on this store. */
  public static class Profile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(PausingStore.class);
    }
  }

  /** One paused read. */
  static final class Pause implements AutoCloseable {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Waits until the read has started. */
    void awaitRead() throws InterruptedException {
      await(reached, "no read of the file");
    }

    /** Resumes the read. */
    @Override
    public void close() {
      ended.countDown();
    }

    private static void await(CountDownLatch latch, String failure) throws InterruptedException {
      if (!latch.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(failure + " within " + LONGEST);
      }
    }
  }

  /** Pauses the next read of a file. */
  Pause pause(String name) {
    Pause pause = new Pause();
    pauses.put(name, pause);
    return pause;
  }

  @Override
  public Optional<InputStream> open(String name) {
    Pause pause = pauses.remove(name);
    if (pause != null) {
      pause.reached.countDown();
      try {
        Pause.await(pause.ended, "the read was not let go on");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    return store.open(name);
  }

  @Override
  public void check() {
    store.check();
  }

  @Override
  public void force(String name) {
    store.force(name);
  }

  @Override
  public int sweep(String folder, Instant before) {
    return store.sweep(folder, before);
  }

  @Override
  public boolean publish(String name, byte[] content) {
    return store.publish(name, content);
  }

  @Override
  public boolean link(String from, String to) {
    return store.link(from, to);
  }

  @Override
  public void remove(String name) {
    store.remove(name);
  }

  @Override
  public boolean has(String name) {
    return store.has(name);
  }

  @Override
  public OptionalLong size(String name) {
    return store.size(name);
  }

  @Override
  public Optional<String> stamp(String name) {
    return store.stamp(name);
  }

  @Override
  public Optional<byte[]> read(String name) {
    return store.read(name);
  }

  @Override
  public Optional<Path> file(String name) {
    return store.file(name);
  }

  @Override
  public List<String> list(String folder) {
    return store.list(folder);
  }
}
