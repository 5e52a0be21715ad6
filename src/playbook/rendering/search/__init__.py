"""The search index: what is found, by which words, in files that a browser loads one by one."""
