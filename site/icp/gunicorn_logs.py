"""Logs of the web server itself, which quotes the address of a request that fails."""

from gunicorn.glogging import Logger as GunicornsLogger

from icp.logs import HideSecretLinks, HideSecretsAndValues


class Logger(GunicornsLogger):
    """As gunicorn's own, with the filters of ours."""

    def setup(self, cfg):
        super().setup(cfg)
        self.error_log.addFilter(HideSecretsAndValues())
        self.access_log.addFilter(HideSecretLinks())
