/**
 * Puts records that nobody can read into every topic of a platform of its own, with good requests
 * between them, and looks whether each was refused or set aside and each good one finished.
 */
package dev.fidelio.bench.malformed;
