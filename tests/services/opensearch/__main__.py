"""Start OpenSearch and print its address: python -m tests.services.opensearch [NODES]."""

from __future__ import annotations

import signal
import sys

from tests.services.opensearch.nodes import cluster_started


def main() -> None:
    """Run until interrupted."""
    cluster = cluster_started(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        sys.stdout.write(f"ELASTICSEARCH_URL={cluster.urls}\n")
        sys.stdout.flush()
        signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        cluster.stop()


if __name__ == "__main__":
    main()
