"""Writes the files that PythonFilesTest reads.

usage: python python.py     (with numpy 2.4.2 and safetensors 0.8.0; writes beside itself)
"""

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

HERE = Path(__file__).parent

images = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
labels = np.array([7, 0, 255], dtype=np.uint8)
floats = np.array([[0.5, -1.25, 3e38], [1e-45, np.inf, 0]], dtype=np.float32)

np.save(HERE / "images.npy", images)
np.save(HERE / "labels.npy", labels)
np.save(HERE / "floats.npy", floats)
np.savez(HERE / "arrays.npz", images=images, labels=labels)
save_file(
    {"images": images, "floats": floats, "scalar": np.array(42, dtype=np.int64)},
    HERE / "tensors.safetensors",
    metadata={"format": "np", "note": "grüße"},
)
