/** The class path of a Kafka broker. */
package dev.fidelio.broker;
