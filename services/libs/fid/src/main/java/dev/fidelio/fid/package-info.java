/**
 * The mathematics of the Fréchet Inception Distance and its companions: features in, numbers out. A
 * separate module, so that it can be checked against published results without images, networks or
 * topics.
 *
 * <p>Products and eigenvalues come from OpenBLAS through Bytedeco's presets. On two cores, in
 * seconds for 2,048 dimensions and after warm-up for the Java libraries, which were measured
 * earlier than OpenBLAS:
 *
 * <pre>
 *                        OpenBLAS 0.3.30   ojAlgo 56.0.0   EJML 0.44.0   netlib 3.0.3 (F2J)
 * eigenvalues            0.46              2.5             5.5           4.2
 * with eigenvectors      1.2               11.3            14.0
 * product                0.29              3.7             7.1           7.5
 * </pre>
 *
 * <p>The two-stage eigenvalues of LAPACK (dsyevd_2stage) took 0.66 s, a Cholesky decomposition 0.14
 * s, and the scatter matrix of 10,000 vectors 0.73 s. The pure Java libraries need no binary for
 * each platform, which the services need for libtorch anyway.
 */
package dev.fidelio.fid;
