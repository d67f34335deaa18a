"""What happens at run time: forks, Ctrl-C, running loops, cancelled tasks, callbacks on the right thread."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import mendix_deploy as mxd
import pytest
from border_support import options, silent

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


@pytest.fixture(scope="module")
def platform() -> Iterator[mxd.Emulator]:
    with mxd.Emulator() as emulator:
        yield emulator


def test_a_client_tells_every_host_that_it_may_contact_and_what_goes_there(platform: mxd.Emulator) -> None:
    client = platform.client()
    assert [(own.purpose, list(own.credentials)) for own in client.hosts] == [
        ("calls", ["apiKey", "personalAccessToken"]),
        ("links", []),
        ("publicUrls", []),
    ]
    assert client.hosts[0].host == platform.url.removeprefix("http://")
    assert client.hosts[1].host is None
    assert client.hosts[0].host in repr(client)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "orders.mda"
    mxd.write_archive(path, project_name="Orders", model_version="2.0.0", padding_bytes=900_000)
    return path


# --- fork -------------------------------------------------------------------------------------------------------------


def in_a_child(work) -> int:  # type: ignore[no-untyped-def]
    """Runs in a forked child that is killed when it hangs; gives its exit status."""
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_forked_child_has_a_runtime_and_connections_of_its_own(platform: mxd.Emulator) -> None:
    client = platform.client()
    assert client.apps.list()[0].name == "Orders", "the parent has a connection that the child must not use"

    def work() -> None:
        assert client.apps.list()[0].name == "Orders"
        assert asyncio.run(platform.async_client().apps.list())[0].name == "Orders"

    assert in_a_child(work) == 0
    assert client.apps.list()[0].name == "Orders", "the parent goes on"


# --- blocking ---------------------------------------------------------------------------------------------------------


def test_ctrl_c_ends_a_blocking_call_and_drops_it() -> None:
    with silent() as server:
        client = mxd.Client(**options(server))  # type: ignore[arg-type]

        def interrupt() -> None:
            assert server.arrived.wait(20)
            os.kill(os.getpid(), signal.SIGINT)

        thread = threading.Thread(target=interrupt)
        thread.start()
        begun = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            client.apps.list()
        assert time.monotonic() - begun < 10, "it did not wait for the call's own end"
        thread.join()
        assert server.gone.wait(20), "the request was dropped with the call"


def test_a_blocking_call_releases_the_interpreter() -> None:
    with silent() as server:
        client = mxd.Client(**options(server))  # type: ignore[arg-type]

        def answer() -> None:
            assert server.arrived.wait(20)
            server.answer.set()

        threading.Thread(target=answer).start()
        assert client.apps.list() == (), "the answering thread needs the interpreter while the call waits"


def test_a_blocking_call_works_inside_a_running_loop(platform: mxd.Emulator) -> None:
    async def cell() -> str:
        return platform.client().apps.list()[0].name

    assert asyncio.run(cell()) == "Orders"


def test_callbacks_of_a_blocking_call_run_on_its_thread_and_may_call(platform: mxd.Emulator, package: Path) -> None:
    client = platform.client()
    threads, done, names = set(), [], set()

    def tell(progress: mxd.clients.Progress) -> None:
        threads.add(threading.current_thread())
        done.append(progress)
        names.add(client.apps.list()[0].name)

    upload = client.packages.upload("orders", package, on_progress=tell)
    assert threads == {threading.current_thread()}
    assert names == {"Orders"}
    assert [p.finished for p in done] == [False] * (len(done) - 1) + [True]
    assert done[-1].done_bytes == upload.size_bytes == package.stat().st_size
    assert len(done) > 1


def test_a_blocking_upload_reads_an_iterator_on_its_thread(platform: mxd.Emulator, package: Path) -> None:
    client = platform.client()
    threads = set()

    def pieces() -> Iterator[bytes | bytearray | memoryview]:
        with package.open("rb") as file:
            for make in (bytes, bytearray, memoryview) * 1000:
                threads.add(threading.current_thread())
                piece = file.read(100_000)
                if not piece:
                    return
                yield make(piece)

    upload = client.packages.upload("orders", pieces(), name="pieces.mda")  # type: ignore[arg-type]
    assert threads == {threading.current_thread()}
    assert upload.sha256 == mxd.Package.open(package).digest()
    same = client.packages.upload("orders", package.read_bytes(), name="bytes.mda")
    assert same.sha256 == upload.sha256


def test_an_exception_of_the_callers_iterator_is_raised_as_it_is(platform: mxd.Emulator) -> None:
    class Broken(Exception):
        pass

    def pieces() -> Iterator[bytes]:
        yield b"x" * 100_000
        raise Broken("disk gone")

    before = len(platform.effects)
    with pytest.raises(Broken, match="disk gone"):
        platform.client().packages.upload("orders", pieces(), name="broken.mda")
    with pytest.raises(TypeError, match="expected bytes, got str"):
        platform.client().packages.upload("orders", iter(["text"]), name="broken.mda")  # type: ignore[arg-type]
    assert len(platform.effects) == before, "the platform never got a package"


# --- asyncio ----------------------------------------------------------------------------------------------------------


def test_cancelling_a_task_drops_its_call() -> None:
    async def main() -> None:
        with silent() as server:
            client = mxd.AsyncClient(**options(server))  # type: ignore[arg-type]
            task = asyncio.ensure_future(client.apps.list())
            assert await asyncio.to_thread(server.arrived.wait, 20)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await asyncio.to_thread(server.gone.wait, 20)

    asyncio.run(main())


def test_a_timeout_of_asyncio_ends_a_call() -> None:
    async def main() -> None:
        with silent() as server:
            client = mxd.AsyncClient(**options(server))  # type: ignore[arg-type]
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await client.apps.list()

    asyncio.run(main())


def test_many_calls_at_once(platform: mxd.Emulator) -> None:
    async def main() -> None:
        client = platform.async_client()
        answers = await asyncio.gather(*(client.apps.get("orders") for _ in range(32)))
        assert {app.name for app in answers} == {"Orders"}

    asyncio.run(main())


def test_progress_comes_on_the_loop_that_asked_and_before_the_result(platform: mxd.Emulator, package: Path) -> None:
    async def main() -> None:
        loop, seen = asyncio.get_running_loop(), []

        def tell(progress: mxd.clients.Progress) -> None:
            assert asyncio.get_running_loop() is loop
            seen.append((threading.current_thread(), progress))

        client = platform.async_client()
        upload = await client.packages.upload("orders", package, name="loop.mda", on_progress=tell)
        assert {thread for thread, _ in seen} == {threading.current_thread()}
        count = len(seen)
        assert seen[-1][1].finished
        await client.packages.list("orders")
        assert len(seen) == count, "nothing comes after the result"
        assert upload.size_bytes == package.stat().st_size

    asyncio.run(main())


def test_an_asynchronous_iterator_is_uploaded(platform: mxd.Emulator, package: Path) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        data = package.read_bytes()
        for at in range(0, len(data), 100_000):
            await asyncio.sleep(0)
            yield data[at : at + 100_000]

    class Broken(Exception):
        pass

    async def broken() -> AsyncIterator[bytes]:
        yield b"x" * 100_000
        raise Broken

    async def main() -> None:
        client = platform.async_client()
        upload = await client.packages.upload("orders", pieces(), name="async.mda")
        assert upload.sha256 == mxd.Package.open(package).digest()
        with pytest.raises(Broken):
            await client.packages.upload("orders", broken(), name="async-broken.mda")
        with pytest.raises(TypeError, match="AsyncClient"):
            platform.client().packages.upload("orders", pieces(), name="x.mda")  # type: ignore[arg-type]

    asyncio.run(main())


def test_a_call_is_awaited_once(platform: mxd.Emulator) -> None:
    pending = platform.client()._native.call("apps", "list", (), None)
    pending.wait()
    with pytest.raises(RuntimeError, match="awaited already"):
        pending.wait()


# --- pages and operations ---------------------------------------------------------------------------------------------


def test_pagers_and_operations(platform: mxd.Emulator, package: Path) -> None:
    with platform.client() as client:
        names = [branch.name for branch in client.repository.branches("orders")]
        assert "main" in names
        commits = client.repository.commits("orders", "main")
        page = commits.next_page()
        assert page is not None
        rest = list(commits)
        again = list(client.repository.commits("orders", "main"))
        assert [*page, *rest] == again
        assert commits.next_page() is None

        upload = client.packages.upload("orders", package, name="operation.mda")
        operation = client.packages.watch_upload("orders", upload)
        states = [progress.finished for progress in operation]
        assert states[-1] and not any(states[:-1])
        assert operation.wait().package_id == upload.package_id
        assert operation.id == upload.package_id

    async def main() -> None:
        async with platform.async_client() as client:
            assert [branch.name async for branch in client.repository.branches("orders")] == names
            operation = await client.packages.watch_upload("orders", upload)
            assert (await operation).package_id == upload.package_id

    asyncio.run(main())


def test_single_calls_that_harm_say_twice_what_they_mean(platform: mxd.Emulator) -> None:
    with pytest.raises(mxd.InvalidInputError) as caught:
        platform.client().environments.stop("orders/Production")
    assert caught.value.code == "input.unconfirmed"
    with pytest.raises(mxd.InvalidInputError) as caught:
        platform.client(read_only=True).environments.stop("orders/Production", confirm="orders/Production")
    assert caught.value.code == "input.read_only"
