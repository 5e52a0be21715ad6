"""Writing a file whole: whoever reads it meets the old text or the new one, never half of one."""

from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Write a file beside its place and rename it into it; permissions stay. Raises `OSError`."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
        if path.exists():
            temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
