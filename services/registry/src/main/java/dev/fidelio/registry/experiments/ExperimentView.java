package dev.fidelio.registry.experiments;

import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.Violation;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.models.MlflowView;
import dev.fidelio.registry.models.ScoreView;
import dev.fidelio.registry.promotion.PromotionRequestView;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An experiment: its request, state and results. */
@Schema(
    name = "Experiment",
    description =
        "The request, its state and its results. Values that are not known yet are absent.")
@RecordBuilder
public record ExperimentView(
    @Schema(examples = "digits-1") String id,
    @Schema(examples = "mnist-cvae") String model,
    @Schema(
            description =
                "REQUESTED, QUEUED, TRAINING, SAMPLING, EVALUATING, then COMPLETED, REJECTED,"
                    + " FAILED or CANCELLED. The last four are final.")
        ExperimentState state,
    @Schema(examples = "mnist") String dataset,
    @Schema(description = "The data set by content, SHA-256.") String datasetDigest,
    @Schema(description = "The highest attempt of any stage, from 1.") Integer attempt,
    Instant requestedAt,
    Instant updatedAt,
    ProgressView progress,
    @Schema(description = "The hyperparameters with all defaults filled in.")
        Hyperparameters hyperparameters,
    @Schema(description = "How the model is evaluated.") Evaluation evaluation,
    @Schema(description = "Free-form labels.") Map<String, String> tags,
    @Schema(
            description =
                "The last epoch's metrics by name: train_loss, test_loss and their parts,"
                    + " images_per_second, and the number of the epoch.",
            examples = "{\"epoch\": 5, \"train_loss\": 112.4, \"test_loss\": 112.9}")
        Map<String, Object> losses,
    List<ScoreView> scores,
    @Schema(description = "The number of the experiment's model version.") Integer version,
    @Schema(description = "The automatic promotion in the request, and its result.")
        PromotionRequestView promotion,
    MlflowView mlflow,
    @Schema(description = "Why it failed.") StoredExperiment.Failure failure,
    @Schema(description = "Where it was cancelled, and why.")
        StoredExperiment.Cancellation cancellation,
    @Schema(description = "Why it was rejected.") List<Violation> violations,
    @Schema(description = "The experiment that this one resumes.") String resumeFrom,
    @Schema(description = "The experiments that resume this one.") List<String> resumedBy) {}
