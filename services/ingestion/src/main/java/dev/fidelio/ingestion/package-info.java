/**
 * Decides once about every experiment request, and fetches data sets into the store. These are
 * separate loops, so that a slow download never delays the decision about a request.
 */
package dev.fidelio.ingestion;
