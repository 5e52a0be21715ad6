"""A template that cannot be used: kept apart, so that who reports it need not load templates."""


class TemplateProblem(Exception):  # noqa: N818 - a finding about a file, not an error of ours
    """A template cannot be used: which file (as the engine names it), which line, and why.

    `hint` says how to mend it, "" where nobody can tell.
    """

    def __init__(self, path: str, line: int, message: str, hint: str = "") -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message
        self.hint = hint
