/** What every Quarkus service shares. */
package dev.fidelio.service;
