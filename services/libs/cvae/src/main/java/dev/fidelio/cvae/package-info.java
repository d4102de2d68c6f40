/**
 * The conditional variational autoencoder (CVAE): the network, its loss and gradients, its training
 * and its checkpoint, on DJL's PyTorch engine.
 *
 * <p>Trainer and sampler share this one network, and its mathematics can be read and tested without
 * a queue, a store or a data set's file format. At line ends, B is the batch, P the pixels of an
 * image, C the classes, H a hidden layer, Z the latent space.
 *
 * <p>What belongs to the network, and differs in a second architecture: {@link
 * dev.fidelio.cvae.Architecture} (sizes, parameter names and shapes), {@code Cvae} with {@code
 * Layers}, {@code Linear} and {@code ForwardPass} behind the interface {@code Network}, {@code
 * CompiledStep} with {@code step.py}, and the estimate {@link dev.fidelio.cvae.MemoryNeed}. What
 * belongs to training and sampling, and stays: {@link dev.fidelio.cvae.Training}, {@code
 * TestEvaluator}, {@link dev.fidelio.cvae.Decoder}, the optimizer, schedules, batches and random
 * streams, and {@link dev.fidelio.cvae.Checkpoint}. Outside this package an architecture's
 * hyperparameters are known to {@code contracts} (their reader), {@code trainer} (TrainingPlan) and
 * the registry's model card.
 */
package dev.fidelio.cvae;
