/** Commands of operators: rebuild a projection and delete files that are no longer needed. */
package dev.fidelio.cli.maintenance;
