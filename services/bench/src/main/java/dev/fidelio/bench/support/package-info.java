/**
 * What the programs that need a whole platform share: a platform of their own, its data set, and
 * clients for it.
 */
package dev.fidelio.bench.support;
