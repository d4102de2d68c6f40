/**
 * What all REST resources share: problem+json, pages, request bodies and parameters. Knows HTTP and
 * nothing of experiments or models.
 */
package dev.fidelio.registry.http;
