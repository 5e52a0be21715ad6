// Makes lunr's index of a list of pages: `node lunr_index.mjs LUNR PAGES INDEX`.
// Titles and headings count more than text, as in generators that use lunr.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const [lunrPath, from, to] = process.argv.slice(2);
const lunr = createRequire(import.meta.url)(lunrPath);
const pages = JSON.parse(readFileSync(from, "utf8"));
const index = lunr(function () {
  this.ref("url");
  this.field("title", { boost: 10 });
  this.field("headings", { boost: 3 });
  this.field("text");
  pages.forEach((page) => this.add(page));
});
const shown = Object.fromEntries(pages.map(({ url, title }) => [url, title]));
writeFileSync(to, JSON.stringify({ index, shown }));
