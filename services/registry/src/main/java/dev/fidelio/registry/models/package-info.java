/**
 * Models and their numbered versions: registering a version for every trained model, reading it,
 * and taking its weights, card and samples elsewhere. A version number is assigned once and never
 * changes.
 */
package dev.fidelio.registry.models;
