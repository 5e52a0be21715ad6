"""English: pages that are made to be printed."""

PRINT: dict[str, str] = {
    "print.print": "Print",
    "print.this": "Print this page",
    "print.kind": "Print all: {kind}",
    "print.whole": "Print the whole playbook",
    "print.contents": "Contents",
    "print.introduction": "Introduction",
    "print.as-of": "as of {date}",
    "print.as-of-commit": "as of {date}, commit {commit}",
    "print.as-of-changed": "as of {date}, commit {commit}, with changes since",
    "print.too-long": "That is too much for one page. Each of these parts can be printed alone:",
    "print.kind-too-long": "That is too much for one page. Print its documents one by one.",
}
