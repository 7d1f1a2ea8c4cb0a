"""A small stand-in for the Python package onnxruntime: the native library of the NuGet package by ctypes.

It has what the UDF of the notebook uses: a graph as bytes, one float input of shape [rows, columns], float outputs of shape [rows] or
[rows, 1]. The native library is named by FRAUDML_ONNXRUNTIME. The places of the functions are those of OrtApi in onnxruntime_c_api.h,
which only grows at its end.
"""
import ctypes
import os

import numpy

_API_VERSION = 17
_PLACES = {
    "GetErrorMessage": 2, "CreateEnv": 3, "CreateSessionFromArray": 8, "Run": 9, "CreateSessionOptions": 10, "SetIntraOpNumThreads": 24,
    "SessionGetInputName": 36, "CreateTensorWithDataAsOrtValue": 49, "GetTensorMutableData": 51, "CreateCpuMemoryInfo": 69,
    "GetAllocatorWithDefaultOptions": 78, "ReleaseValue": 96,
}
_FLOAT = 1


class _ApiBase(ctypes.Structure):
    _fields_ = [("GetApi", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_uint32)), ("GetVersionString", ctypes.c_void_p)]


_library = ctypes.CDLL(os.environ["FRAUDML_ONNXRUNTIME"])
_library.OrtGetApiBase.restype = ctypes.POINTER(_ApiBase)
_table = ctypes.cast(_library.OrtGetApiBase().contents.GetApi(_API_VERSION), ctypes.POINTER(ctypes.c_void_p))


def _function(name, result=ctypes.c_void_p):
    # Arguments are given with their types at each call.
    return ctypes.CFUNCTYPE(result)(_table[_PLACES[name]])


def _call(name, *arguments):
    status = _function(name)(*arguments)
    if status:
        raise RuntimeError(_function("GetErrorMessage", ctypes.c_char_p)(ctypes.c_void_p(status)).decode())


def _made(name, *arguments):
    made = ctypes.c_void_p()
    _call(name, *arguments, ctypes.byref(made))
    return made


_environment = _made("CreateEnv", ctypes.c_int(2), ctypes.c_char_p(b"stand-in"))


class SessionOptions:
    intra_op_num_threads = 0


class _Argument:
    def __init__(self, name):
        self.name = name


class InferenceSession:
    opened = 0

    def __init__(self, graph, sess_options=None, providers=None):
        options = _made("CreateSessionOptions")
        _call("SetIntraOpNumThreads", options, ctypes.c_int(sess_options.intra_op_num_threads if sess_options else 0))
        self._session = _made("CreateSessionFromArray", _environment, ctypes.c_char_p(graph), ctypes.c_size_t(len(graph)), options)
        self._memory = _made("CreateCpuMemoryInfo", ctypes.c_int(1), ctypes.c_int(0))
        InferenceSession.opened += 1

    def get_inputs(self):
        allocator, name = _made("GetAllocatorWithDefaultOptions"), ctypes.c_char_p()
        _call("SessionGetInputName", self._session, ctypes.c_size_t(0), allocator, ctypes.byref(name))
        return [_Argument(name.value.decode())]

    def run(self, output_names, feeds):
        (face, rows), = feeds.items()
        if rows.dtype != numpy.float32 or rows.ndim != 2:
            raise TypeError(f"the input must be float32 of two dimensions, not {rows.dtype} of {rows.ndim}")
        rows = numpy.ascontiguousarray(rows)
        shape = (ctypes.c_int64 * 2)(*rows.shape)
        value = _made("CreateTensorWithDataAsOrtValue", self._memory, rows.ctypes.data_as(ctypes.c_void_p), ctypes.c_size_t(rows.nbytes),
                      shape, ctypes.c_size_t(2), ctypes.c_int(_FLOAT))
        outputs = (ctypes.c_void_p * len(output_names))()
        _call("Run", self._session, None, (ctypes.c_char_p * 1)(face.encode()), (ctypes.c_void_p * 1)(value), ctypes.c_size_t(1),
              (ctypes.c_char_p * len(output_names))(*[name.encode() for name in output_names]), ctypes.c_size_t(len(output_names)), outputs)
        results = []
        for output in outputs:
            data = _made("GetTensorMutableData", ctypes.c_void_p(output))
            results.append(numpy.ctypeslib.as_array(ctypes.cast(data, ctypes.POINTER(ctypes.c_float)), (len(rows),)).copy())
            _function("ReleaseValue", None)(ctypes.c_void_p(output))
        _function("ReleaseValue", None)(value)
        return results
