"""Finds a Chromium that runs; as a program, installs one where there is none, or none without a window.

One that draws no window, the headless shell, takes half the time of a whole browser.
"""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
MAC_APPLICATIONS = ("Chromium", "Google Chrome", "Microsoft Edge")
PACKAGES = ("chromium-headless-shell", "chromium")
"""What is asked of apt, until one is had: not every distribution has the shell by itself."""
APT_OPTIONS = ("DPkg::Lock::Timeout=300", "Acquire::Retries=1", "Acquire::http::Timeout=30")
APT_GET = ("apt-get", "-qq", *(part for option in APT_OPTIONS for part in ("-o", option)))
ASKED = Path(sys.prefix) / "headless-shell.asked"
"""Stands where the shell was asked for in vain: what works without it is not held up each time."""

NOT_SECURE = "classroom.test"
"""A name of this machine at which pages are in no secure context, as they are at its address in a network."""

# What Chromium would do on the network by itself, at every start.
QUIET = ("--disable-quic", "--disable-background-networking", "--disable-component-update", "--no-first-run")


@functools.cache
def find() -> Path | None:
    """The first Chromium of this machine that starts: the chosen one, else a headless shell, else any."""
    return next((path for path in _candidates() if _runs(path)), None)


def arguments() -> list[str]:
    """What a Chromium under test is started with; its sandbox refuses to run as root."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    named = f"--host-resolver-rules=MAP {NOT_SECURE} 127.0.0.1"
    return [*QUIET, named, *(["--no-sandbox"] if is_root else [])]


def install() -> None:
    """Install a Chromium: the system's where we may, else Playwright's own."""
    _install_with_apt(*PACKAGES)
    if find() is None:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"], check=False
        )
        find.cache_clear()


def install_shell() -> None:
    """Install the headless shell beside a whole browser, where we may; ask for it once."""
    if _install_with_apt(PACKAGES[0]):
        ASKED.touch()


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("CHROMIUM"):
        yield Path(chosen)
    yield from (Path(found) for found in map(shutil.which, SHELLS) if found)
    playwrights_own = _playwrights_own()
    yield from _shells_beside(playwrights_own)
    yield from (Path(found) for found in map(shutil.which, NAMES) if found)
    yield from (Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in MAC_APPLICATIONS)
    yield playwrights_own


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _shells_beside(whole: Path) -> Iterator[Path]:
    """Playwright keeps its shell in `chromium_headless_shell-1255`, the whole one in `chromium-1255`."""
    for folder in whole.parents:
        name, _, revision = folder.name.partition("-")
        if name == "chromium":
            yield from folder.parent.glob(f"chromium_headless_shell-{revision}/*/*headless[-_]shell*")


def _is_shell(path: Path) -> bool:
    return "headless" in path.name


def _runs(path: Path) -> bool:
    # A distribution may ship a script that only asks for another package: being there is not enough.
    if not path.is_file():
        return False
    return subprocess.run([path, "--version"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0


def _install_with_apt(*packages: str) -> bool:
    """Install the first of these that can be had, and take nothing away for it; False where we may not."""
    become_root = _root() if shutil.which("apt-get") else None
    if become_root is None:
        return False
    apt_get = (*become_root, "env", "DEBIAN_FRONTEND=noninteractive", *APT_GET)
    install = (*apt_get, "install", "--yes", "--no-install-recommends", "--no-remove")
    subprocess.run([*apt_get, "update"], stdin=subprocess.DEVNULL, check=False)
    for package in packages:
        subprocess.run([*install, package], stdin=subprocess.DEVNULL, check=False)
        find.cache_clear()
        if find() is not None:
            break
    return True


def _root() -> tuple[str, ...] | None:
    """What a command of root's begins with; None where we may not be root."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return ()
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ("sudo", "-n")
    return None


def main() -> None:
    """Say which Chromium the tests will use, installing one first where that is worth it."""
    found = find()
    if found is None:
        print("No Chromium found: installing one for the browser tests", flush=True)
        install()
    elif not _is_shell(found) and not os.environ.get("CHROMIUM") and not ASKED.exists():
        print("Only a whole Chromium found: asking once for the headless shell, which is faster", flush=True)
        install_shell()
    if find() is None:
        sys.exit("Found no Chromium and could not install one. Install one, or set CHROMIUM to its path.")
    print(f"Browser tests use {find()}")


if __name__ == "__main__":
    main()
