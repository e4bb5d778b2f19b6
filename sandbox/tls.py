"""Certificates for loopback: an authority of the sandbox's own, which only its clients trust."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HOSTS = (x509.IPAddress(IPv4Address("127.0.0.1")), x509.DNSName("localhost"))
LIFE = timedelta(days=30)


@dataclass(frozen=True)
class Tls:
    """Where the certificates of one sandbox are."""

    authority: Path
    """What clients are to trust: SSL_CERT_FILE, REQUESTS_CA_BUNDLE."""
    certificate: Path
    key: Path

    def env(self) -> dict[str, str]:
        """What makes uv, requests, urllib3 and OpenSSL trust this sandbox, and nobody else."""
        trusted = str(self.authority.absolute())
        return {"SSL_CERT_FILE": trusted, "REQUESTS_CA_BUNDLE": trusted}


def make_tls(folder: Path) -> Tls:
    """Write a new authority, and a certificate for 127.0.0.1 and localhost, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    tls = Tls(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    ca_key, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    authority = sign("trustpub sandbox authority", ca_key, ca_key, None)
    leaf = sign("trustpub sandbox", key, ca_key, authority)
    tls.authority.write_bytes(authority.public_bytes(Encoding.PEM))
    tls.certificate.write_bytes(leaf.public_bytes(Encoding.PEM))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    tls.key.touch(mode=0o600)
    tls.key.write_bytes(private)
    return tls


def sign(
    title: str,
    key: EllipticCurvePrivateKey,
    signer: EllipticCurvePrivateKey,
    authority: x509.Certificate | None,
) -> x509.Certificate:
    """A certificate for `key`: the authority's own, or one for the hosts that it vouches for."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(authority.subject if authority else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(authority is None, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False
        )
        .add_extension(usage(authority is None), critical=True)
    )
    if authority:
        server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        builder = builder.add_extension(x509.SubjectAlternativeName(HOSTS), False)
        builder = builder.add_extension(server, critical=False)
    return builder.sign(signer, SHA256())


def usage(authority: bool) -> x509.KeyUsage:
    """An authority signs certificates, a server signs handshakes."""
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
