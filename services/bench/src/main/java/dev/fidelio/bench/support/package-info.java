/**
 * Shared by the programs that need a complete platform: a separate platform, its data set, and
 * clients for it.
 */
package dev.fidelio.bench.support;
