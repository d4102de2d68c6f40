/**
 * The conditional variational autoencoder (CVAE): the network, its loss and gradients, its training
 * and its checkpoint, on DJL's PyTorch engine.
 *
 * <p>It exists so that whoever trains and whoever samples share one network, and so that the
 * mathematics can be read and tested without a queue, a store or a data set's file format in sight.
 * In the shapes at line ends B is the batch, P the pixels of an image, C the classes, H a hidden
 * layer, Z the latent space.
 */
package dev.fidelio.cvae;
