/**
 * What every Quarkus service shares: reading the common configuration, starting its loops once the
 * broker is there, stopping them, and saying through health and metrics how they fare.
 */
package dev.fidelio.service;
