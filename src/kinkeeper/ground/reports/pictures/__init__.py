"""Pictures drawn on the server as SVG: the life line, the genogram, eight dimensions, indicators.

Plain values in, safe markup out. No records, no inline styles, no scripts; every text is escaped.
Each picture also exists as a table or list for those who cannot see it.
"""
