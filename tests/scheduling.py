"""Which tests share one process when several run at once."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = (
    "tests/icp/demo/",  # the demonstration takes long to load
    "tests/load/",  # two of these at once would measure each other
)


class ByFolder(LoadScopeScheduling):
    """Whoever is free takes the next test; these folders go to one process each."""

    def _split_scope(self, nodeid: str) -> str:
        return next(filter(nodeid.startswith, TOGETHER), nodeid)
