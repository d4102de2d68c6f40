/**
 * Experiments that are submitted on a schedule. Quartz only wakes one registry of several; what is
 * due follows from the schedule and its last firing, both in the database. A firing, the request
 * that it makes and that request's place in the outbox are one transaction.
 */
package dev.fidelio.registry.schedules;
