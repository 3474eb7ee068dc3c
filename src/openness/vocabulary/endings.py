"""Endings of files of weights, as the libraries that the Hub knows write them (hub-docs, 2026-08-22): one list for all."""

#: Endings of files that hold a model's weights and nothing else.
WEIGHTS = tuple(
    ".safetensors .gguf .ggml .onnx .ckpt .pt .pth .keras .tflite .mlmodel .nemo .pdparams .caffemodel".split()
)
#: Endings of files that hold weights or something else, such as data: the name or the place must tell.
MAY_BE_WEIGHTS = (
    *WEIGHTS,
    *".bin .h5 .hdf5 .msgpack .ot .pb .params .npz .pte .llamafile .joblib .pkl .skops .mlpackage".split(),
)
