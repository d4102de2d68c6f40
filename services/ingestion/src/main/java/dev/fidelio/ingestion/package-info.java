/** Accepts experiment requests and versions data sets. */
package dev.fidelio.ingestion;
