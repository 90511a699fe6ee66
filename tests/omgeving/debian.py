"""Installing Debian packages, where this account may."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess


@functools.cache
def _als_beheerder() -> tuple[str, ...] | None:
    """Return what to put before a command to run it as root, or None where this account cannot."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ()
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ("sudo", "-n")
    return None


@functools.cache
def _ververs_lijst() -> None:
    """Fetch the package lists, once per run; a failure shows in the install that follows."""
    _apt("update")


def _apt(*opdracht: str) -> bool:
    """Run apt-get without questions; return whether it worked."""
    beheerder = _als_beheerder()
    if beheerder is None:
        return False
    # Wait for another apt instead of failing at its lock. `env` because sudo drops the environment.
    regel = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", *opdracht]
    uitkomst = subprocess.run(
        [*beheerder, *regel], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if uitkomst.returncode != 0:
        print(f"apt-get {' '.join(opdracht)} failed: {uitkomst.stderr.strip()[-500:]}", flush=True)
    return uitkomst.returncode == 0


def installeer(*pakketten: str) -> bool:
    """Install packages; return False, without a word, where this account may not."""
    if _als_beheerder() is None:
        return False
    print(f"Installing Debian's {', '.join(pakketten)} (once) …", flush=True)
    _ververs_lijst()
    return _apt("install", "--yes", "--no-install-recommends", *pakketten)
