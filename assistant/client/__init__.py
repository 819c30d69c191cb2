"""An assistant on a running server, with the methods and the values of one that is open here.

The server's side of it (`door`) and this side (`remote`) are both read from one contract (`contract`).
"""
