/**
 * What the services say to each other, and nothing of how: every topic, every record on it, its
 * JSON form, and the reading of an experiment request as a user sends it.
 *
 * <p>Contracts only grow. A golden file for each published version stands beside the tests and is
 * read back for ever. Facts are read tolerantly (a later version may hold more fields); the request
 * of a user is read strictly, since a field that nobody knows is most likely a misspelt one.
 */
package dev.fidelio.contracts;
