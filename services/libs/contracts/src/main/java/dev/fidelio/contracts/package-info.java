/** Every record, topic name and JSON form. */
package dev.fidelio.contracts;
