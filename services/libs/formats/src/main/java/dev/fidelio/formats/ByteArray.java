package dev.fidelio.formats;

/**
 * An array of unsigned bytes, as NPY and IDX files hold it.
 *
 * @param shape the sizes of the dimensions
 * @param elements the elements, the last dimension varying fastest; not copied
 */
public record ByteArray(int[] shape, byte[] elements) {}
