"""English: how much a ranking hangs on its weights, and trying others."""

MATRIX: dict[str, str] = {
    "matrix.fragility": "Would another weight change the winner?",
    "matrix.answer": "In short",
    "matrix.tipping": "What it would take",
    "matrix.level": "{first} and {second} are so close that the totals do not decide between them.",
    "matrix.fragile": "Yes: with a single weight moved by {points} points or fewer, {first} is no "
    "longer first.",
    "matrix.robust": "No: {first} stays first with any single weight moved by {points} points.",
    "matrix.more": "{points} more for {criterion}: {winner} comes first",
    "matrix.less": "{points} less for {criterion}: {winner} comes first",
    "count.points.one": "{n} point",
    "count.points.other": "{n} points",
    "matrix.try": "Try other weights",
    "matrix.try-note": "Only you see this, and nothing is kept: the published result stands.",
    "matrix.published": "Published",
    "matrix.yours": "With your weights",
    "matrix.reset": "Back to the published weights",
    "script.matrix-same": "{winner} is first, as published.",
    "script.matrix-other": "{winner} is first now; published was {published}.",
    "script.matrix-nothing": "All weights are 0: nothing counts.",
}
