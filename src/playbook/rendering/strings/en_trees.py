"""The interface in English: decision trees, their drawing and their stages."""

TREES: dict[str, str] = {
    "tree.start": "Start here",
    "tree.open": "Open by itself",
    "tree.continue": "Continue at",
    "tree.answers": "Your answer",
    "tree.route": "The way here",
    "tree.route-direct": "You came here directly. This is the shortest way from the start:",
    "tree.unreachable": "No route leads here from the start.",
    "tree.stage": "Stage",
    "tree.shape.question": "Question",
    "tree.shape.step": "Do this",
    "tree.shape.outcome": "Outcome",
    "tree.shape.elsewhere": "Another decision tree",
    "tree.restart": "Start again",
    "tree.change": "Change",
    "tree.print": "Print this route",
    "tree.left-out.one": "The first step is left out.",
    "tree.left-out.other": "The first {n} steps are left out.",
}
