/** How fast requests get through a platform of its own: many at once, and one alone. */
package dev.fidelio.bench.speed;
