// Links lead to files; pages stand where they stand in the other sites: `folder/name.html`.
export default function (eleventy) {
  eleventy.addGlobalData("layout", "page.njk");
  eleventy.addGlobalData("permalink", () => (data) => `${data.page.filePathStem}.html`);
  eleventy.addCollection("sections", (collections) => {
    const sections = {};
    for (const item of collections.getFilteredByGlob("content/*/*.md")) {
      const name = item.page.filePathStem.split("/")[1];
      (sections[name] ??= []).push({ url: item.url, title: item.data.title });
    }
    return Object.entries(sections).map(([name, pages]) => ({ name, pages }));
  });
  eleventy.amendLibrary("md", (markdown) => {
    const before = markdown.renderer.rules.link_open ??
      ((tokens, place, options, environment, self) => self.renderToken(tokens, place, options));
    markdown.renderer.rules.link_open = (tokens, place, ...rest) => {
      const target = tokens[place].attrGet("href");
      tokens[place].attrSet("href", target.replace(/\.md$/, ".html"));
      return before(tokens, place, ...rest);
    };
  });
  return {
    dir: { input: "content", output: "site", includes: "../_includes" },
    markdownTemplateEngine: false,
  };
}
