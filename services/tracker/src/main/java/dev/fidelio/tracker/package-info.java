/**
 * Mirrors the log into MLflow for people who compare runs there. MLflow decides nothing: facts may
 * be redelivered, in any interleaving of the two topics, so each one is mirrored by reading what
 * MLflow has and adding what is missing.
 *
 * <ul>
 *   <li>One MLflow experiment for each model name, one run for each experiment, found by the tag
 *       {@code fidelio.experiment}. A rejected request has no run.
 *   <li>A registered model's version is found by the tag {@code fidelio.version}; its number in
 *       MLflow may differ.
 *   <li>An alias follows the registry's last decision about it. A change made in MLflow is
 *       announced as drift and reverted; aliases without a decision are left alone.
 *   <li>A run that was deleted in MLflow stays deleted. An MLflow without any of our runs is filled
 *       from the beginning of the log.
 *   <li>While MLflow or the artifact store does not answer, the tracker waits. It skips only facts
 *       that can never be mirrored: those that MLflow refuses twice in a row for their content, and
 *       those that refer to a run, a version or a file that no longer exists.
 * </ul>
 *
 * <p>The packages depend on each other in one direction: {@code mlflow} (the client), {@code runs},
 * {@code models}, {@code mirror} (from facts to MLflow), {@code drift} and {@code reconciliation}.
 */
package dev.fidelio.tracker;
