package dev.fidelio.cvae;

import ai.djl.ndarray.NDManager;

/** Caches the images of the last call on the device, from epoch to epoch. */
final class DeviceImages {

  private final int classes;
  private final NDManager manager;
  private LabelledImages copied;
  private ImageTensors onDevice;

  /** For labels below the number of classes; the manager owns the copies. */
  DeviceImages(int classes, NDManager manager) {
    this.classes = classes;
    this.manager = manager;
  }

  /** The images on the device, copied there when they come for the first time. */
  ImageTensors of(LabelledImages images) {
    if (copied != images) {
      if (onDevice != null) {
        onDevice.close();
      }
      onDevice = ImageTensors.of(images, classes, manager);
      copied = images;
    }
    return onDevice;
  }
}
