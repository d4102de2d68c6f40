/**
 * Mirrors the log into MLflow, for people who compare runs there. MLflow decides nothing: every
 * fact may come again, in any interleaving of the two topics, so each is mirrored by asking what is
 * there and adding what is not.
 *
 * <ul>
 *   <li>One MLflow experiment for each model name, one run for each experiment, found by the tag
 *       {@code fidelio.experiment}. A rejected request has no run: nothing was tried.
 *   <li>A registered model's version is found by the tag {@code fidelio.version}; its number in
 *       MLflow may differ.
 *   <li>An alias is held to the last decision about it. What somebody changes in MLflow is told and
 *       set right; aliases that nobody has decided about are left alone.
 *   <li>A run that a person has deleted in MLflow stays deleted. An MLflow that holds nothing of
 *       ours is filled from the beginning of the log.
 *   <li>While MLflow or the artifact store is away, nothing is passed over. Only what can never
 *       succeed is: what MLflow refuses for what the fact says, twice in a row, and what refers to
 *       a run, a version or a file that is gone.
 * </ul>
 */
package dev.fidelio.tracker;
