"""doccano: a local server, and the only code that knows how doccano thinks.

Everything outside speaks of texts, layers and code points (`jixiao.annotations`);
projects, examples and UTF-16 offsets stay in here. What talks to a server needs
the extra `annotate`; `connection` is the one module that imports its libraries.
"""
