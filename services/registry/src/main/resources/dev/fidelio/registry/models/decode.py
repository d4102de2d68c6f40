import numpy as np
from safetensors.numpy import load_file

weights = load_file("model.safetensors")
samples = np.load("samples.npz")
layers = sum(name.startswith("decoder.") for name in weights) // 2
classes = weights["decoder.0.weight"].shape[1] - samples["latents"].shape[1]
h = np.hstack([samples["latents"], np.eye(classes, dtype=np.float32)[samples["labels"]]])
for i in range(layers):
    h = h @ weights[f"decoder.{i}.weight"].T + weights[f"decoder.{i}.bias"]
    h = np.maximum(h, 0) if i < layers - 1 else (1 + np.tanh(h / 2)) / 2
images = h.reshape(samples["images"].shape)
print(np.abs(images - samples["images"]).max())
