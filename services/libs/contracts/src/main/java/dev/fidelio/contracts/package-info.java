/**
 * What the services exchange, but not how: every topic, every record on it, its JSON form, and the
 * validation of an experiment request as a user sends it.
 *
 * <p>Contracts only grow. The tests keep a golden file for each published version and read it back
 * forever. Facts are read tolerantly (a later version may hold more fields); the request of a user
 * is read strictly, since an unknown field is most likely a misspelling.
 */
package dev.fidelio.contracts;
