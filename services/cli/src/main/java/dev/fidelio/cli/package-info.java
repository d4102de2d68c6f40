/**
 * The {@code fidelio} command. It talks to the services only through Kafka and REST, as any other
 * client does. The root package holds the root command and nothing else; each feature has a package
 * with its commands ({@code experiments}, {@code models}, {@code promotion}, {@code schedules},
 * {@code deadletters}, {@code maintenance}, {@code local}, {@code demo}), and all of them may use
 * {@code console}, {@code client} and {@code text}.
 */
package dev.fidelio.cli;
