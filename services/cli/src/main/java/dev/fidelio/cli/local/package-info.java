/**
 * Commands for the local platform: up, down, status and logs; {@code platform} starts and stops the
 * processes.
 */
package dev.fidelio.cli.local;
