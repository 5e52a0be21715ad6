"""German: what each kind of document is for. The English words stand with the kinds themselves."""

KINDS: dict[str, str] = {
    "purpose.team": "Eine Gruppe, die mitverhandelt: was ihr wichtig ist und wer für sie "
    "entscheidet.",
    "purpose.outcome": "Was mehrere Teams gemeinsam wollen, so gesagt, dass sich alle daran "
    "messen lassen.",
    "purpose.agreement": "Was Teams einander zusagen: wer was tut, woran man den Erfolg sieht, wer "
    "welches Risiko trägt.",
    "purpose.tradeoff": "Wer was aufgibt, was er dafür bekommt und warum, mit Zahlen und einem "
    "Ende.",
    "purpose.metric": "Eine Zahl, auf die alle Seiten schauen, auf eine Weise gemessen, mit allen "
    "Messungen.",
    "purpose.right": "Wer etwas entscheidet, wer es aufhalten darf und wohin es geht, wenn niemand "
    "antwortet.",
    "purpose.tree": "Frage für Frage zur richtigen Entscheidung oder zu der Person, die sie "
    "treffen darf.",
    "purpose.term": "Ein Wort, das alle Seiten in einer vereinbarten Bedeutung benutzen.",
    "purpose.norm": "Eine vereinbarte Arbeitsweise, so beschrieben, dass jeder sie erkennt.",
    "purpose.pilot": "Ein kleiner Versuch, dessen Kriterien und Folgen vorher vereinbart sind.",
    "purpose.matrix": "Möglichkeiten im Vergleich, nach Kriterien, die alle gemeinsam gewichtet "
    "haben.",
    "purpose.plan": "Wie eine Verhandlung Etappe für Etappe läuft, mit Auswegen und offen "
    "genannten Grenzen.",
    "purpose.incentive": "Was Teams gemeinsam gewinnen oder verlieren, wenn ein gemeinsames "
    "Ergebnis erreicht oder verfehlt wird.",
    "purpose.amendment": "Eine Änderung an etwas Vereinbartem: was galt, was jetzt gilt, wer sie "
    "genehmigt hat.",
    "purpose.debrief": "Was alle Seiten aus einer Runde gelernt haben und was sie nun besser "
    "machen.",
    "purpose.assumption": "Ein Satz, der als wahr gilt, und was geschieht, wenn er es nicht ist.",
    "purpose.page": "Alles andere, was aufgeschrieben gehört.",
}
