"""Serve MODULE:APP on loopback, and stop by itself after SECONDS even when nobody ends it: serve.py MODULE:APP PORT SECONDS"""
import os
import sys
import threading

import uvicorn

target, port, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
stop = threading.Timer(seconds, lambda: os._exit(3))
stop.daemon = True
stop.start()
uvicorn.run(target, host="127.0.0.1", port=port, log_level="error")
