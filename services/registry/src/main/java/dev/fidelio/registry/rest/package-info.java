/**
 * REST as its callers see it: paths, the JSON that goes in and out, pages, and every error as
 * problem+json. What it answers is decided and stored elsewhere.
 */
package dev.fidelio.registry.rest;
