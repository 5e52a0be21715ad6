fetch("/navigation.json")
  .then((answer) => answer.json())
  .then((sections) => console.debug(sections.length));
