/**
 * The file formats that Fidelio shares with Python, each read and written in one place: NPY, NPZ,
 * safetensors and IDX, and SHA-256 digests of contents.
 *
 * <p>This package knows bytes, shapes and element types. It knows no network, data set, store or
 * topic, and depends on no other module of Fidelio. Its readers throw {@link
 * dev.fidelio.formats.MalformedFileException}; callers translate it into their own exceptions.
 */
package dev.fidelio.formats;
