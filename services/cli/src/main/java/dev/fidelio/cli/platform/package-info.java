/**
 * The platform on one machine: which processes it has, how each is started, known again and
 * stopped. Everything about them lies below one state folder, so that any later command finds them
 * by their process ids.
 */
package dev.fidelio.cli.platform;
