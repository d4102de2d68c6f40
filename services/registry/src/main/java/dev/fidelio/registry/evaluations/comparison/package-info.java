/**
 * Versions of a model side by side, as JSON, CSV and a picture: parameters, losses, and scores that
 * were measured under equal conditions.
 */
package dev.fidelio.registry.evaluations.comparison;
