"""Which tests share one process when several run at once."""

from xdist.scheduler import LoadScopeScheduling

# Tests of one name go to one process.
TOGETHER = {
    # The demonstration takes long to load.
    "tests/icp/demo/": "demonstration",
    "tests/journeys/": "demonstration",
    # Two of these at once would measure each other.
    "tests/load/": "load",
}


class ByFolder(LoadScopeScheduling):
    """Whoever is free takes the next test; some folders go to one process."""

    def _split_scope(self, nodeid: str) -> str:
        folder = next(filter(nodeid.startswith, TOGETHER), None)
        return TOGETHER[folder] if folder else nodeid
