/**
 * Looks for experiments that everybody has forgotten, and puts their requests on the road again.
 */
package dev.fidelio.registry.watchdog;
