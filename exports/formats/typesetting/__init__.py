"""How text is set on a page: letters that fonts have, long words, widths of columns."""
