"""Tries the Debian package on a system that holds nothing else: installs it, uses it, takes it away again.

That system is a folder that debootstrap fills. Where debootstrap or the rights for it are missing, it says so.
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.set_up import CannotSetUp

NAME = "advocate-desk"
OLD_VAULT = Path("tests/data/vaults/records-0001/office.advault")
OLD_VAULT_USER, OLD_VAULT_PASSPHRASE = "Alex Administrator", "kettle orbit willow mosaic"
"""A vault of the first format; its people are invented and its passphrase is in the tests."""
SOMEBODY = "1000:1000"
AS_SOMEBODY = "setpriv --reuid=1000 --regid=1000 --clear-groups env -i HOME=/home/somebody PATH=/usr/bin:/bin"
OFFSCREEN = "LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen"


def questions(home: Path, root: Path) -> Iterator[Sequence[str]]:
    """Yield what the packaged program is asked on a computer whose home is ``home``."""
    vault = home / "old.advault"
    shutil.copytree(root / OLD_VAULT, vault)
    passphrase = home / "passphrase"
    passphrase.write_text(OLD_VAULT_PASSPHRASE, encoding="utf-8")
    sign_in = ["--vault", str(vault), "--user", OLD_VAULT_USER, "--passphrase-file", str(passphrase)]
    yield ["self-test"]
    yield ["vault", "verify", *sign_in]  # which brings the records up to date first, by Alembic's own files


def reason_not_to() -> str:
    """Return why no such system can be made here, or ""."""
    if shutil.which("debootstrap") is None:
        return "debootstrap is not installed"
    if os.geteuid() != 0:
        return "only root may fill another system's folder"
    return ""


def check(dist: Path, work: Path, root: Path) -> None:
    """Install, try and remove the package in ``dist``; say it was not done where it cannot be."""
    if reason := reason_not_to():
        print(f"The Debian package was NOT tried on a bare system: {reason}.")
        return
    (package,) = dist.glob(f"{NAME}_*.deb")
    system = work / "root"
    print("Trying the Debian package on a bare system.", flush=True)
    shutil.rmtree(system, ignore_errors=True)
    try:
        fill(system, work)
        try_package(system, package, root)
    finally:
        shutil.rmtree(system, ignore_errors=True)
    print("It installs, works without Python, and leaves nothing behind but the vaults.")


def fill(system: Path, work: Path) -> None:
    """Make a minimal system of the release this computer runs."""
    release = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines() if "=" in line
    )
    work.mkdir(parents=True, exist_ok=True)
    with (work / "debootstrap.log").open("wb") as log:
        command = ["debootstrap", "--variant=minbase", release["VERSION_CODENAME"].strip('"'), str(system)]
        made = subprocess.run(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, check=False)
    if made.returncode != 0:
        raise CannotSetUp(f"A bare system could not be made; {work / 'debootstrap.log'} says why.")


def try_package(system: Path, package: Path, root: Path) -> None:
    """Do in ``system`` what somebody does between getting the program and letting it go."""
    home = system / "home" / "somebody"
    home.mkdir(parents=True)
    shutil.copy(package, system / package.name)
    quiet = "DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o APT::Sandbox::User=root"
    inside(system, f"{quiet} install -y --no-install-recommends /{package.name} >/apt.log 2>&1", "be installed")
    inside(system, "! command -v python3", "be tried: this system has a Python")
    listed = inside(system, f"dpkg -L {NAME}", "be listed").splitlines()
    asked = list(questions(home, root))
    inside(system, f"chown -R {SOMEBODY} /home/somebody", "get a home")
    for words in asked:
        typed = shlex.join([NAME, *(word.replace(str(system), "") for word in words)])
        inside(system, f"{AS_SOMEBODY} {OFFSCREEN} {typed}", f"answer {' '.join(words[:2])}")
    inside(system, f"{quiet} purge -y {NAME} >>/apt.log 2>&1", "be removed")
    if left := [path for path in listed if still_there(system / path.lstrip("/"))]:
        raise CannotSetUp(f"The package leaves behind: {', '.join(left)}")
    if not (home / "old.advault" / "records.1.db").is_file():
        raise CannotSetUp("Taking the package away took a vault along.")


def still_there(path: Path) -> bool:
    """Say whether a file of the package, or a folder that was its alone, is still on the system."""
    return os.path.lexists(path) and (not path.is_dir() or NAME in str(path))


def inside(system: Path, command: str, what: str) -> str:
    """Run a command in ``system``, with its own /proc, which goes with the command; return what it prints."""
    place = shlex.quote(str(system))
    mounted = f"mount -t proc proc {place}/proc && exec chroot {place} /bin/sh -c {shlex.quote(command)}"
    ran = subprocess.run(
        ["unshare", "--mount", "sh", "-c", mounted],  # noqa: S607 - whichever this system has
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if ran.returncode != 0:
        print(ran.stdout, ran.stderr)
        raise CannotSetUp(f"On a bare system the package could not {what}.")
    return ran.stdout
