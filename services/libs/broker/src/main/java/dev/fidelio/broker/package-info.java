/**
 * Names the class path of a Kafka broker in the resource {@code dev/fidelio/broker/class-path}, so
 * that a broker can be started as a process of its own from what the build has fetched anyway.
 */
package dev.fidelio.broker;
