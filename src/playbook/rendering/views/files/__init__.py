"""What a site has besides pages: calendars, feeds, style sheets, scripts, a word to crawlers."""
