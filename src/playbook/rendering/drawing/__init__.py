"""Drawings of decision trees: a small layered layout of our own, and the SVG made of it.

`metrics` knows how wide text is, `layers` which row a box stands in, `ordering` in which order the
boxes of a row stand, `placing` where exactly. `layout` puts these together for boxes and arrows;
`pictures` makes boxes and arrows of a tree, and `svg` writes what comes out. All of it is
arithmetic on what is given: the same tree gives the same bytes on every machine.
"""
