/** What the programs that need a whole platform share: one of their own, and how they ask it. */
package dev.fidelio.bench.ground;
