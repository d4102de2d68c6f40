/**
 * Labelled image data sets in the IDX format, and their place in the store. Four services read
 * them; one writes them.
 */
package dev.fidelio.datasets;
