"""One file a view: from a page's questions to the shape that its template gets."""
