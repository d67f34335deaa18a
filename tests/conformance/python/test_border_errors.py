"""Errors cross the border with all they know, as classes that can be caught."""

from __future__ import annotations

import copy
import pickle
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import mendix_deploy as mxd
import pytest
from mendix_deploy import errors


def missing() -> None:
    mxd.Package.open("/does/not/exist.mda")


def test_the_class_its_builtin_and_its_data() -> None:
    with pytest.raises(OSError) as caught:
        missing()
    error = caught.value
    assert isinstance(error, errors.LocalFileError)
    assert isinstance(error, mxd.MendixDeployError)
    assert error.code == "package.unreadable"
    assert error.retry is mxd.Retry.PERMANENT
    assert error.effect is mxd.Effect.NONE
    assert error.context == {"package": "exist.mda"}
    assert error.remedy
    assert str(error).endswith("[package.unreadable]")


def test_a_traceback_tells_what_to_do() -> None:
    try:
        missing()
    except mxd.MendixDeployError as error:
        text = "".join(traceback.format_exception(error))
    assert "what to do: " in text
    assert "effect on the platform: none" in text


@pytest.mark.parametrize("again", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy, copy.deepcopy])
def test_errors_pickle(again) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(errors.LocalFileError) as caught:
        missing()
    twin = again(caught.value)
    assert type(twin) is errors.LocalFileError
    assert twin.info == caught.value.info
    assert str(twin) == str(caught.value)


def test_errors_come_home_from_another_process() -> None:
    with ProcessPoolExecutor(1) as pool:
        future = pool.submit(missing)
        with pytest.raises(errors.LocalFileError):
            future.result(timeout=60)


def test_every_class_has_the_base_and_no_builtin_name() -> None:
    import builtins

    for cls in errors.CLASSES.values():
        assert issubclass(cls, errors.MendixDeployError)
        assert not hasattr(builtins, cls.__name__)
    assert issubclass(errors.CallTimeoutError, TimeoutError)
    assert issubclass(errors.NotFoundError, LookupError)
    assert issubclass(errors.NetworkFailedError, ConnectionError)
    assert issubclass(errors.InvalidLandscapeError, ValueError)


def test_an_archive_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "page.mda"
    path.write_text("<html>not a package</html>")
    with pytest.raises(errors.InvalidPackageError) as caught:
        mxd.Package.open(path)
    assert caught.value.code == "package.not_an_archive"
    assert isinstance(caught.value, ValueError)
