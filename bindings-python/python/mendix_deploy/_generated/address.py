# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""Models of the namespace `address`."""

from __future__ import annotations

from typing import NewType

Address = NewType("Address", str)
"""The name of an environment: `app/environment`, for example `orders/production`.

Both parts are not empty, hold neither `/` nor control characters and have no white space at the ends. Case is kept.
"""
