/** REST, PostgreSQL, versions and aliases. */
package dev.fidelio.registry;
