"""How a value shows itself; one function for all, since attrs compiles a `__repr__` for each class at start-up."""

from typing import Any

from attrs import fields


def shown(self: Any) -> str:
    """The class and the fields that differ from their defaults."""
    held = []
    for field in fields(type(self)):
        if field.repr:
            value = getattr(self, field.name)
            if not (value == field.default and value is not None):
                held.append(f"{field.name}={value!r}")
    return f"{type(self).__qualname__}({', '.join(held)})"
