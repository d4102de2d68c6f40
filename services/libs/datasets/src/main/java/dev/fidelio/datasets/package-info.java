/**
 * Labelled image data sets in the IDX format, and where they lie in the store. Four services read
 * them; one writes them.
 */
package dev.fidelio.datasets;
