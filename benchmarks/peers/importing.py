"""`python -m benchmarks.peers.importing MODULE …`: prints the CPU seconds that importing them took."""

import sys
import time
from importlib import import_module


def main() -> None:
    began = time.process_time()
    for name in sys.argv[1:]:
        import_module(name)
    print(time.process_time() - began)


if __name__ == "__main__":
    main()
