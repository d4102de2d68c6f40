/**
 * Decides once about every experiment request, and brings data sets into the store. The two are
 * separate loops, so that a slow download never keeps a request waiting for its answer.
 */
package dev.fidelio.ingestion;
