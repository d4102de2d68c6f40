/**
 * What a version must show before an alias may point to it, and what it lacks. Nothing is decided
 * or changed here.
 */
package dev.fidelio.registry.gates;
