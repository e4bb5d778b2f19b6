"""multipart/form-data, as twine and uv send it."""

from dataclasses import dataclass, field
from email.message import Message


@dataclass
class Form:
    """The fields of a form, the last value of each, and the files by field as (name, content)."""

    fields: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


def parse(content_type: str, body: bytes) -> Form:
    """The form; ValueError when the body is none."""
    message = Message()
    message["content-type"] = content_type
    boundary = message.get_boundary()
    if message.get_content_type() != "multipart/form-data" or not boundary:
        raise ValueError("not multipart/form-data")
    form = Form()
    mark = b"\r\n--" + boundary.encode()
    for part in (b"\r\n" + body).split(mark)[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name, filename = disposition(head)
        if filename is None:
            form.fields[name] = content.decode("utf-8", "replace")
        else:
            form.files[name] = (filename, content)
    return form


def disposition(head: bytes) -> tuple[str, str | None]:
    """The name of a part, and that of its file if it is one."""
    message = Message()
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        message[name] = value.strip()
    named = message.get_param("name", header="content-disposition")
    file = message.get_filename()
    if not isinstance(named, str):
        raise ValueError("a part without a name")
    return named, file
