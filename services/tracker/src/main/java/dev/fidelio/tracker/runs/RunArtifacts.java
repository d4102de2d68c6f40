package dev.fidelio.tracker.runs;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.formats.Digests;
import dev.fidelio.tracker.mlflow.ChangeListener;
import dev.fidelio.tracker.mlflow.MlflowRest;
import dev.fidelio.tracker.mlflow.UntrackableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Copies the files of an experiment from the store to its run, under the same names. */
public final class RunArtifacts {

  private static final String SCHEME = "mlflow-artifacts";
  private static final String WHOLE = "";

  private final MlflowRest rest;
  private final ExperimentFiles files;
  private final ChangeListener changeListener;
  private final boolean strict;

  /**
   * @param strict whether copies are verified by their digests, which reads them; by size otherwise
   */
  public RunArtifacts(
      MlflowRest rest, ExperimentFiles files, ChangeListener changeListener, boolean strict) {
    this.rest = rest;
    this.files = files;
    this.changeListener = changeListener;
    this.strict = strict;
  }

  /**
   * Copies the files that the run lacks or has incomplete. Files of any size are streamed.
   *
   * @throws UntrackableException if a file is missing or damaged, after the others are copied
   */
  public void copy(String experimentId, TrackedRun run, List<Artifact> artifacts) {
    Map<String, List<Artifact>> folders =
        artifacts.stream().collect(Collectors.groupingBy(RunArtifacts::folder));
    UntrackableException lost = null;
    for (Map.Entry<String, List<Artifact>> folder : folders.entrySet()) {
      Map<String, Long> there = there(run, folder.getKey());
      for (Artifact artifact : folder.getValue()) {
        String damage = damage(run, artifact, there.get(artifact.name()));
        if (!damage.equals(WHOLE)) {
          try {
            copy(experimentId, run, artifact);
            changeListener.changed(
                experimentId, "artifact", artifact.name(), damage, artifact.digest());
          } catch (UntrackableException e) {
            // Retention deletes files for good; then there is nothing to copy.
            lost = files.isRemoved(experimentId, artifact) ? lost : e;
          }
        }
      }
    }
    if (lost != null) {
      throw lost;
    }
  }

  /** The difference of the run's copy from the original. */
  private String damage(TrackedRun run, Artifact artifact, Long size) {
    if (size == null) {
      return "missing";
    }
    if (size != artifact.size()) {
      return size + " bytes";
    }
    if (!strict) {
      return WHOLE;
    }
    try (InputStream copy = rest.download(path(run.artifactUri()) + "/" + artifact.name())) {
      String digest = Digests.sha256(copy);
      return digest.equals(artifact.digest()) ? WHOLE : digest;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read MLflow's " + artifact.name(), e);
    }
  }

  private void copy(String experimentId, TrackedRun run, Artifact artifact) {
    try (InputStream content = files.open(experimentId, artifact)) {
      rest.upload(path(run.artifactUri()) + "/" + artifact.name(), content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + artifact.name(), e);
    }
  }

  /** The sizes of the files in a folder of the run, by name. */
  private Map<String, Long> there(TrackedRun run, String folder) {
    return rest.list(run.id(), folder).files().stream()
        .collect(Collectors.toMap(MlflowRest.File::path, MlflowRest.File::size));
  }

  private static String path(String artifactUri) {
    URI uri = URI.create(artifactUri);
    if (!SCHEME.equals(uri.getScheme())) {
      throw new UntrackableException(
          "the run's artifacts are stored at %s, but the tracker needs an MLflow server that serves artifacts"
              .formatted(artifactUri));
    }
    return uri.getPath().substring(1);
  }

  private static String folder(Artifact artifact) {
    int end = artifact.name().lastIndexOf('/');
    return end < 0 ? "" : artifact.name().substring(0, end);
  }
}
