/** Mirrors the log into MLflow. */
package dev.fidelio.tracker;
