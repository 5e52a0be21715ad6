"""English: where positions could meet, and pilots that run."""

PLANS: dict[str, str] = {
    "panel.zone": "Where the sides could meet",
    "column.prefer-to-walk-away": "From preferred to walk-away",
    "plan.zone-note": "The last line of each issue is the room in which every side can agree.",
    "plan.stretch": "{prefer} to {walk_away}",
    "plan.room": "Room for agreement",
    "plan.no-room": "None: look for something else that one side values more.",
    "plan.up-to": "up to {high}",
    "plan.from": "from {low}",
    "panel.running": "Running now",
    "column.pilot": "Pilot",
    "pilots.limit": "limit",
    "column.decides-on": "Ends and decides",
    "column.success": "Success",
    "column.guardrails": "Guardrails",
    "column.decides": "What the result decides",
    "pilots.none": "No pilot is running now. Where two sides cannot agree on what is true, try it "
    "for a few weeks, and agree first how the result decides.",
}
