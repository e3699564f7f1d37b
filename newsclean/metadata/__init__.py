"""Who wrote it, when, what else was on the page: model holds the fields, read finds them in a text, page in tags."""
