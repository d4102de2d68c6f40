/**
 * The processes of the local platform: how each is started, recognised again and stopped. Their
 * records lie in one state folder, so that later commands find the processes by their ids.
 */
package dev.fidelio.cli.platform;
