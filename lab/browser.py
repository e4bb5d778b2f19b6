"""A headless chromium of the system, which trusts one sandbox and calls nobody else."""

import os
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from shutil import which

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

Driver = Chrome

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def browser(folder: Path, certificate: Path, size: str = "1000,1100") -> Iterator[Driver]:
    """A browser with a new profile in `folder`, which trusts the key of this certificate."""
    os.environ["SE_OFFLINE"] = "true"
    options = ChromeOptions()
    options.binary_location = program("chromium")
    told = (
        f"--user-data-dir={folder}",
        f"--window-size={size}",
        f"--ignore-certificate-errors-spki-list={fingerprint(certificate)}",
    )
    for flag in (*FLAGS, *told):
        options.add_argument(flag)
    driver = Chrome(options, ChromeService(program("chromedriver")))
    try:
        driver.set_page_load_timeout(30)
        yield driver
    finally:
        driver.quit()


def program(name: str) -> str:
    """Where a program is; never one that selenium fetches."""
    found = which(name)
    if not found:
        raise RuntimeError(f"{name} is missing; tests/browser/setup says what to install")
    return found


def fingerprint(certificate: Path) -> str:
    """The key of a certificate as chromium wants to have it named."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    public = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return b64encode(sha256(public).digest()).decode()
