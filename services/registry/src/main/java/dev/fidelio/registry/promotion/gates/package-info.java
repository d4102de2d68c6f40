/**
 * What a version must show before an alias may point to it, and what it lacks. A gate is set
 * through REST or configured; evaluating one changes nothing.
 */
package dev.fidelio.registry.promotion.gates;
