/**
 * Sends malformed records to every topic of its own platform, with valid requests between them, and
 * checks that each malformed record was rejected or dead-lettered and each valid request completed.
 */
package dev.fidelio.bench.malformed;
