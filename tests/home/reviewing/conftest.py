from tests.home.translating.conftest import arabic, czech

__all__ = ["arabic", "czech"]
