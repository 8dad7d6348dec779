"""wlanapi.dll through ctypes: opened for one reading, closed again. Windows only."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

INFO_BYTES = 532  # WLAN_INTERFACE_INFO: GUID 16, description 512, state 4
MOST_ADAPTERS = 16
MOST_BYTES = 65_536
_LIST_HEAD = 8
_CLIENT_VERSION = 2

_DWORD, _HANDLE, _POINTER = ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p
_SIGNATURES = {
    "WlanOpenHandle": [_DWORD, _POINTER, _POINTER, _POINTER],
    "WlanEnumInterfaces": [_HANDLE, _POINTER, _POINTER],
    "WlanQueryInterface": [_HANDLE, _POINTER, _DWORD, _POINTER, _POINTER, _POINTER, _POINTER],
    "WlanFreeMemory": [_POINTER],
    "WlanCloseHandle": [_HANDLE, _POINTER],
}


class NoWlanApi(Exception):
    """The library isn't there or refused; `code` is the error of Windows, 0 without one."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)
        self.code = code


class WlanApi:
    """An open handle; errors are Windows' numbers."""

    def __init__(self, library: Any, handle: int) -> None:
        self._library, self._handle = library, handle

    def adapters(self) -> list[tuple[bytes, int]] | int:
        """The GUID and state (1: connected) of each Wi-Fi adapter."""
        found = ctypes.c_void_p()
        error = self._library.WlanEnumInterfaces(self._handle, None, ctypes.byref(found))
        if error or not found.value:
            return int(error) or -1
        try:
            count = int.from_bytes(ctypes.string_at(found.value, 4), "little")
            entries = ctypes.string_at(
                found.value + _LIST_HEAD, min(count, MOST_ADAPTERS) * INFO_BYTES
            )
        finally:
            self._library.WlanFreeMemory(found)
        return [
            (entries[at : at + 16], int.from_bytes(entries[at + 528 : at + 532], "little"))
            for at in range(0, len(entries), INFO_BYTES)
        ]

    def query(self, adapter: bytes, opcode: int) -> bytes | int:
        """What the adapter with this GUID answers to a WLAN_INTF_OPCODE."""
        guid = ctypes.create_string_buffer(adapter, 16)
        size, found = ctypes.c_uint32(), ctypes.c_void_p()
        error = self._library.WlanQueryInterface(
            self._handle, guid, opcode, None, ctypes.byref(size), ctypes.byref(found), None
        )
        if error or not found.value:
            return int(error) or -1
        try:
            return ctypes.string_at(found.value, min(size.value, MOST_BYTES))
        finally:
            self._library.WlanFreeMemory(found)


@contextmanager
def opened(library: Any = None) -> Iterator[WlanApi]:
    """An open handle on the library of this system; `NoWlanApi` where that can't be."""
    try:
        functions = library or getattr(ctypes, "WinDLL")("wlanapi.dll")  # noqa: B009 (Windows only)
        for name, arguments in _SIGNATURES.items():
            function = getattr(functions, name)
            function.argtypes = arguments
            function.restype = None if name == "WlanFreeMemory" else _DWORD
    except (AttributeError, OSError):
        raise NoWlanApi from None
    version, handle = ctypes.c_uint32(), ctypes.c_void_p()
    error = functions.WlanOpenHandle(
        _CLIENT_VERSION, None, ctypes.byref(version), ctypes.byref(handle)
    )
    if error or not handle.value:
        raise NoWlanApi(int(error))
    try:
        yield WlanApi(functions, handle.value)
    finally:
        functions.WlanCloseHandle(handle, None)
