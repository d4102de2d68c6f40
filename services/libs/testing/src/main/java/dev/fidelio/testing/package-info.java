/**
 * Fixtures shared by the tests of several modules: the servers, each started once per JVM, MNIST, a
 * reader for whole topics, and an experiment with its facts and files. Production code does not
 * depend on it.
 */
package dev.fidelio.testing;
