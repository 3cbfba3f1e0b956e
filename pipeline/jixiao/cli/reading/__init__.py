"""What `jixiao read` shows of a document: as text, as JSON, as a page of HTML."""
