/** Tables and values as text. It knows JSON and no service. */
package dev.fidelio.cli.text;
