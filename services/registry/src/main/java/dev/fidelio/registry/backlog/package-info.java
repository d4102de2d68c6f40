/** What lies on the work topics and nobody has finished yet. */
package dev.fidelio.registry.backlog;
