/** The stage loop: find the outcome, claim, work, commit, announce. */
package dev.fidelio.stages;
