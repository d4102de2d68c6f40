/**
 * Fixtures that the tests of several modules share: the servers, each started once for a JVM,
 * MNIST, and a reader of whole topics. Nothing in production depends on it.
 */
package dev.fidelio.testing;
