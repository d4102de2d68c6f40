/**
 * Fixtures shared by the tests of several modules: the servers, each started once per JVM, MNIST,
 * and a reader for whole topics. Production code does not depend on it.
 */
package dev.fidelio.testing;
