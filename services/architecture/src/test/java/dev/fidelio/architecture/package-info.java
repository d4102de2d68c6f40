/**
 * Tests of the code base as a whole: which module and package may know which, names, and documents.
 * They read the compiled classes and the files of every module by path and depend on none of them.
 */
package dev.fidelio.architecture;
