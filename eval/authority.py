"""A timestamp authority made for tests: certificates of its own, answers through `openssl ts`."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CONFIG = """
[ tsa ]
default_tsa = one
[ one ]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.3.6.1.4.1.1
digests = sha256, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority that keeps its keys in a folder; what it was sent stands in `asked`: path, headers, body."""

    folder: Path
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def root(self) -> Path:
        """The certificate to trust."""
        return self.folder / "root.pem"

    def answer(self, request: bytes, *, whole_chain: bool = True) -> bytes:
        """Sign a request; with its root in the answer, the certificates stand in no order of DER."""
        (self.folder / "request.tsq").write_bytes(request)
        chain = ["-chain", "root.pem"] if whole_chain else []
        command = [
            "openssl",
            "ts",
            "-reply",
            "-queryfile",
            "request.tsq",
            "-signer",
            "signer.pem",
            "-inkey",
            "signer.key",
        ]
        subprocess.run(
            [*command, *chain, "-out", "answer.tsr", "-config", "tsa.cnf"],
            cwd=self.folder, check=True, capture_output=True,
        )  # fmt: skip
        return (self.folder / "answer.tsr").read_bytes()

    @contextmanager
    def served(self, status: int = 200, body: bytes | None = None) -> Iterator[str]:
        """Answer over loopback; give the address. `body` is what is sent instead of an answer."""
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"]))
                authority.asked.append((self.path, dict(self.headers), sent))
                told = authority.answer(sent) if body is None else body
                self.send_response(status)
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            def log_message(self, *_: object) -> None:
                return

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/tsr"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def made_authority(folder: Path, *, lasts: timedelta = timedelta(days=30)) -> Authority:
    """Make an authority whose certificates are valid from yesterday for so long from now."""
    folder.mkdir(parents=True, exist_ok=True)
    root_key, signer_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate("Test root", root_key, ("Test root", root_key), lasts, authority=True)
    signer = _certificate("Test authority", signer_key, ("Test root", root_key), lasts, authority=False)
    (folder / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (folder / "signer.pem").write_bytes(signer.public_bytes(serialization.Encoding.PEM))
    (folder / "signer.key").write_bytes(
        signer_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    (folder / "tsa.cnf").write_text(_CONFIG, encoding="ascii")
    (folder / "serial").write_text("01\n", encoding="ascii")
    return Authority(folder)


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: tuple[str, ec.EllipticCurvePrivateKey],
    lasts: timedelta,
    *,
    authority: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = {
        "digital_signature": not authority, "key_cert_sign": authority, "crl_sign": authority,
        "content_commitment": False, "key_encipherment": False, "data_encipherment": False, "key_agreement": False,
        "encipher_only": False, "decipher_only": False,
    }  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer[0]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + lasts)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
    )
    if not authority:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(issuer[1], hashes.SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
