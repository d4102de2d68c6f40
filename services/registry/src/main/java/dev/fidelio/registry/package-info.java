/**
 * The registry: what the log of experiments says as tables, what this installation has decided
 * about models, and both through REST. The packages below are its parts; here they are wired.
 */
package dev.fidelio.registry;
