package dev.fidelio.stages;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.Claims;
import dev.fidelio.artifacts.Claims.Claim;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.artifacts.InterimStates;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Payload;
import dev.fidelio.formats.Digests;
import dev.fidelio.messaging.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One claimed attempt at a stage: where it writes, commits and announces. */
public final class Attempt {

  private final ArtifactStore store;
  private final CommitPoints commitPoints;
  private final Announcements announcements;
  private final ExperimentFolder folder;
  private final Claim claim;
  private final InterimStates interim;
  private final StopSignal stop;
  private final ArtifactFiles artifactFiles;
  private final List<StagedFile> staged = new ArrayList<>();

  Attempt(
      ArtifactStore store,
      Announcements announcements,
      ExperimentFolder folder,
      Claims claims,
      Claim claim,
      StopSignal stop) {
    this.store = store;
    this.commitPoints = new CommitPoints(store);
    this.announcements = announcements;
    this.folder = folder;
    this.claim = claim;
    this.interim = new InterimStates(store, claims);
    this.artifactFiles = new ArtifactFiles(store);
    this.stop = stop;
  }

  /** The number of the attempt, from 1. */
  public int number() {
    return claim.attempt();
  }

  /** Asks the work to stop; long work checks it at least every second. */
  public StopSignal stop() {
    return stop;
  }

  /** The store, for files outside the experiment, such as data sets. */
  public ArtifactStore store() {
    return store;
  }

  /** Announces a fact without a commit, such as {@code training-started}. */
  public void announce(Payload payload) {
    announcements.announce(announcements.messages(List.of(payload)), stop);
  }

  /** Sends a live signal, which may be lost. */
  public void signal(Payload payload) {
    announcements.signal(payload);
  }

  /**
   * Writes a file next to the claim. It gets its public name with the next commit of this attempt,
   * if that commit is the first under its name.
   *
   * @param name path below the experiment, such as {@code plots/losses.png}
   */
  public Artifact write(String name, byte[] content) {
    String from = claim.folder() + "/" + name;
    store.publish(from, content);
    Artifact artifact = new Artifact(name, Digests.sha256(content), content.length);
    staged.add(new StagedFile(from, path(artifact), artifact.digest(), artifact.size()));
    return artifact;
  }

  /**
   * Stages a file of another experiment, to get its public name in this one with the next commit.
   * Both then share it.
   *
   * @return whether the other experiment has it
   */
  public boolean adopt(String otherExperiment, Artifact artifact) {
    String from = StoreLayout.experiment(otherExperiment).path(artifact.name());
    if (!store.has(from)) {
      return false;
    }
    staged.add(new StagedFile(from, path(artifact), artifact.digest(), artifact.size()));
    return true;
  }

  /**
   * Reads a file of the experiment.
   *
   * @throws DamagedArtifactException if it is missing or does not match its digest
   */
  public byte[] read(Artifact artifact) {
    return artifactFiles.read(path(artifact), artifact);
  }

  /** Reads a file of the experiment; moves a damaged one aside and returns empty. */
  public Optional<byte[]> readWhole(Artifact artifact) {
    return artifactFiles.readWhole(path(artifact), artifact);
  }

  /**
   * Restores a file that was moved aside.
   *
   * @param content the recreated content
   * @throws DamagedArtifactException if the content does not match the file's digest
   */
  public void restore(Artifact artifact, byte[] content) {
    artifactFiles.restore(path(artifact), artifact, content);
  }

  /**
   * Keeps a state next to the claim for later attempts, until the next commit. Replaces what this
   * attempt kept before.
   *
   * @param name sorts after the names of earlier states
   */
  public void keep(String name, byte[] state) {
    interim.keep(claim, name, state);
  }

  /**
   * The states that this and earlier attempts have kept under names with this prefix, latest first,
   * without damaged ones.
   */
  public Stream<byte[]> kept(String beginning) {
    return interim.latestFirst(beginning);
  }

  /** A commit point of the experiment, such as {@code checkpoints/epoch-0005}, if there is one. */
  public Optional<CommitPoint> find(String name) {
    return commitPoints.find(folder.commitPoint(name));
  }

  /** Announces a commit point again, as is required of an attempt that finds one. */
  public void announce(CommitPoint point) {
    announcements.announce(point, stop);
  }

  /**
   * Commits the files written since the last commit together with their facts, and announces the
   * effective commit point: this one, or an earlier one that another attempt has committed under
   * the name.
   *
   * @return the effective commit point; compare {@link CommitPoint#attempt()} with {@link
   *     #number()}
   */
  public CommitPoint commit(String name, List<Payload> payloads) {
    stop.check();
    CommitPoint effective = commit(name, Status.DONE, payloads);
    announce(effective);
    return effective;
  }

  CommitPoint commit(String name, Status status, List<Payload> payloads) {
    CommitPoint candidate =
        new CommitPoint(
            status,
            number(),
            status == Status.DONE ? staged : List.of(),
            announcements.messages(payloads));
    staged.clear();
    CommitPoint effective = commitPoints.commit(folder.commitPoint(name), candidate);
    interim.forget(claim);
    return effective;
  }

  /** A commit point of another experiment; makes sure that its files have their public names. */
  public Optional<CommitPoint> find(String otherExperiment, String name) {
    return commitPoints.find(StoreLayout.experiment(otherExperiment).commitPoint(name));
  }

  private String path(Artifact artifact) {
    return folder.path(artifact.name());
  }
}
