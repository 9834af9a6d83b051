"""Finds a Chromium that runs; as a program, installs one when there is none."""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
MAC_APPLICATIONS = ("Chromium", "Google Chrome", "Microsoft Edge")
APT_GET = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")

# What Chromium would do on the network by itself, at every start.
QUIET = ("--disable-quic", "--disable-background-networking", "--disable-component-update", "--no-first-run")


@functools.cache
def find() -> Path | None:
    """The first Chromium of this machine that starts."""
    return next((path for path in _candidates() if _runs(path)), None)


def arguments() -> list[str]:
    """What a Chromium under test is started with; its sandbox refuses to run as root."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*QUIET, "--no-sandbox"] if is_root else list(QUIET)


def install() -> None:
    """Install a Chromium: the system's where we may, else Playwright's own."""
    _install_with_apt()
    find.cache_clear()
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        find.cache_clear()


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("CHROMIUM"):
        yield Path(chosen)
    yield from (Path(found) for found in map(shutil.which, NAMES) if found)
    yield from (Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in MAC_APPLICATIONS)
    yield _playwrights_own()


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _runs(path: Path) -> bool:
    # A distribution may ship a script that only asks for another package: being there is not enough.
    if not path.is_file():
        return False
    return subprocess.run([path, "--version"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0


def _install_with_apt() -> None:
    if not shutil.which("apt-get"):
        return
    if os.geteuid() == 0:
        become_root: tuple[str, ...] = ()
    elif shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        become_root = ("sudo", "-n")
    else:
        return
    environment = (*become_root, "env", "DEBIAN_FRONTEND=noninteractive")
    subprocess.run([*environment, *APT_GET, "update"], stdin=subprocess.DEVNULL, check=False)
    subprocess.run(
        [*environment, *APT_GET, "install", "--yes", "--no-install-recommends", "chromium"],
        stdin=subprocess.DEVNULL,
        check=False,
    )


def main() -> None:
    """Say which Chromium the tests will use, installing one first when none is found."""
    if find() is None:
        print("No Chromium found: installing one for the browser tests", flush=True)
        install()
    if find() is None:
        sys.exit("Found no Chromium and could not install one. Install one, or set CHROMIUM to its path.")
    print(f"Browser tests use {find()}")


if __name__ == "__main__":
    main()
