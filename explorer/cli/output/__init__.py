"""How an answer looks on a console: tree, table or exact JSON."""
