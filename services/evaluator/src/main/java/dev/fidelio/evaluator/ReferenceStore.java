package dev.fidelio.evaluator;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.StagedFile;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.Json;
import dev.fidelio.fid.FeatureStatistics;
import dev.fidelio.fid.FrechetDistance;
import dev.fidelio.fid.Gaussian;
import dev.fidelio.formats.Digests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The features of reference images, computed once for each key and shared through the store:
 *
 * <pre>
 *   references/&lt;digest of the key&gt;/reference.json   commit point: the files with their digests
 *   …/features     float32, N × D, little-endian
 *   …/labels       unsigned bytes, N
 *   …/statistics   float64, the mean (D) and then the covariance (D × D), little-endian
 * </pre>
 *
 * <p>If two evaluators compute the same reference concurrently, the first to commit wins, and the
 * other continues with the stored one.
 */
public final class ReferenceStore {
  private static final Logger LOG = LoggerFactory.getLogger(ReferenceStore.class);
  private static final String FEATURES = "features";
  private static final String LABELS = "labels";
  private static final String STATISTICS = "statistics";

  /** With 2,048 features, one reference takes about 100 MiB. */
  private static final int KEPT = 3;

  private final ArtifactStore store;
  private final Map<Key, ReferenceSet> kept = new LinkedHashMap<>(KEPT + 1, 0.75f, true);

  public ReferenceStore(ArtifactStore store) {
    this.store = store;
  }

  /**
   * Everything that features depend on.
   *
   * @param datasetDigest the data set
   * @param split its part
   * @param extractorDigest the weights
   * @param profile the preprocessing
   */
  record Key(String datasetDigest, String split, String extractorDigest, String profile) {

    /** The folder in the store. */
    String folder() {
      return StoreLayout.reference(Digests.sha256(Json.bytes(this)));
    }
  }

  /** The reference with this key, computed unless it is in memory or in the store. */
  synchronized ReferenceSet of(Key key, Supplier<FeatureSet> extraction) {
    ReferenceSet referenceSet = kept.get(key);
    if (referenceSet == null) {
      referenceSet = stored(key).orElseGet(() -> compute(key, extraction.get()));
      kept.put(key, referenceSet);
    }
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return referenceSet;
  }

  private Optional<ReferenceSet> stored(Key key) {
    return new CommitPoints(store).find(commitPoint(key)).flatMap(this::read);
  }

  private ReferenceSet compute(Key key, FeatureSet set) {
    Gaussian gaussian = FeatureStatistics.of(set.features(), set.features().all()).gaussian();
    String folder = key.folder() + "/" + UUID.randomUUID();
    List<StagedFile> files =
        List.of(
            write(key, folder, FEATURES, FeatureCodec.bytes(set.features())),
            write(key, folder, LABELS, set.labels()),
            write(key, folder, STATISTICS, FeatureCodec.bytes(gaussian)));
    CommitPoint candidate = new CommitPoint(Status.DONE, 0, files, List.of());
    CommitPoint effective = new CommitPoints(store).commit(commitPoint(key), candidate);
    if (!effective.files().equals(files)) {
      files.forEach(lost -> store.remove(lost.from()));
    }
    return read(effective).orElseGet(() -> new ReferenceSet(set, new FrechetDistance(gaussian)));
  }

  private StagedFile write(Key key, String folder, String name, byte[] content) {
    String from = folder + "/" + name;
    store.publish(from, content);
    return new StagedFile(from, key.folder() + "/" + name, Digests.sha256(content), content.length);
  }

  /** The reference that a commit point names; empty if it is damaged. */
  private Optional<ReferenceSet> read(CommitPoint point) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (StagedFile file : point.files()) {
      Optional<byte[]> content = store.read(file.to());
      if (content.map(Digests::sha256).filter(file.digest()::equals).isEmpty()) {
        LOG.warn("{} does not match its digest; computing it again", file.to());
        return Optional.empty();
      }
      contents.put(file.to().substring(file.to().lastIndexOf('/') + 1), content.get());
    }
    byte[] labels = contents.get(LABELS);
    FeatureSet set =
        new FeatureSet(FeatureCodec.features(contents.get(FEATURES), labels.length), labels);
    Gaussian gaussian =
        FeatureCodec.gaussian(contents.get(STATISTICS), set.count(), set.features().dimensions());
    return Optional.of(new ReferenceSet(set, new FrechetDistance(gaussian)));
  }

  private static String commitPoint(Key key) {
    return key.folder() + "/reference.json";
  }

  /**
   * The scores of {@code count} real images and of as many images of noise; computed unless stored.
   */
  ScoreBounds bounds(Key key, int count, Supplier<ScoreBounds> measuring) {
    String name = key.folder() + "/bounds-" + count + ".json";
    return store
        .read(name)
        .map(json -> Json.read(json, ScoreBounds.class))
        .orElseGet(
            () -> {
              store.publish(name, Json.bytes(measuring.get()));
              return Json.read(store.read(name).orElseThrow(), ScoreBounds.class);
            });
  }
}
