"""What the parser's tokens are called in a body, and the tags of those that need no more."""

from typing import Final

BLOCK_NAMES: Final = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table": "table",
    "fence": "code",
    "code_block": "code",
    "blockquote_open": "quote",
    "hr": "rule",
    "comment": "comment",
}
"""The name of a block by the type of its first token."""

TAGS: Final = {
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "hr": "<hr>\n",
    "dl_open": "<dl>\n",
    "dl_close": "</dl>\n",
    "dd_open": "<dd>",
    "dd_close": "</dd>\n",
}
"""The HTML of a token that is written the same every time."""
