/** Measures how fast the platform processes requests, many at once and one at a time. */
package dev.fidelio.bench.speed;
