"""German: how much a ranking hangs on its weights, and trying others."""

MATRIX: dict[str, str] = {
    "matrix.fragility": "Würde ein anderes Gewicht etwas ändern?",
    "matrix.answer": "Kurz gesagt",
    "matrix.tipping": "Was es dazu bräuchte",
    "matrix.level": "{first} und {second} liegen so nah beieinander, dass die Summen nicht "
    "zwischen ihnen entscheiden.",
    "matrix.fragile": "Ja: Schon wenn ein einziges Gewicht um höchstens {points} Punkte verschoben "
    "wird, steht {first} nicht mehr vorn.",
    "matrix.robust": "Nein: {first} bleibt vorn, auch wenn ein beliebiges Gewicht um {points} "
    "Punkte verschoben wird.",
    "matrix.more": "{points} mehr für {criterion}: {winner} steht vorn",
    "matrix.less": "{points} weniger für {criterion}: {winner} steht vorn",
    "count.points.one": "{n} Punkt",
    "count.points.other": "{n} Punkte",
    "matrix.try": "Andere Gewichte probieren",
    "matrix.try-note": "Das ist nur hier zu sehen und wird nicht gespeichert: Es bleibt beim "
    "veröffentlichten Ergebnis.",
    "matrix.published": "Veröffentlicht",
    "matrix.yours": "Mit eigenen Gewichten",
    "matrix.reset": "Zurück zu den veröffentlichten Gewichten",
    "script.matrix-same": "{winner} steht vorn, wie veröffentlicht.",
    "script.matrix-other": "Jetzt steht {winner} vorn; veröffentlicht war {published}.",
    "script.matrix-nothing": "Alle Gewichte sind 0: Nichts zählt.",
}
