/**
 * The registry: what the log of experiments says as tables, what this installation has decided
 * about models, and both through REST. Each package below is one feature, with its REST resource,
 * its rules and its tables; this one holds only what every feature may know.
 */
package dev.fidelio.registry;
