"""What of an error reaches a log: the way to it, and nothing that it quotes."""

import logging

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from gunicorn.config import Config

from icp.gunicorn_logs import Logger
from icp.logs import HideSecretLinks, HideSecretsAndValues

SECRET = "sara@example.org"


def fail(error: Exception):
    raise error


def fail_while_failing():
    try:
        fail(ValueError(f"first {SECRET}"))
    except ValueError as error:
        raise KeyError(f"second {SECRET}") from error


def logged(work, hide: logging.Filter) -> str:
    try:
        work()
    except Exception as error:
        info = (type(error), error, error.__traceback__)
        record = logging.LogRecord(
            "name", logging.ERROR, __file__, 1, "It failed", (), info
        )
    assert hide.filter(record)
    return logging.Formatter().format(record)


def test_an_error_keeps_its_way_and_its_kind_and_loses_its_words():
    text = logged(lambda: fail(ValueError(SECRET)), HideSecretsAndValues())
    assert "It failed\n" in text
    assert "in fail\n    raise error" in text
    assert text.endswith("builtins.ValueError")
    assert SECRET not in text


def test_the_control_quotes_what_was_typed():
    assert SECRET in logged(lambda: fail(ValueError(SECRET)), HideSecretLinks())


def test_errors_behind_an_error_are_told_in_order_without_words():
    text = logged(fail_while_failing, HideSecretsAndValues())
    assert SECRET not in text
    first, second = text.index("builtins.ValueError"), text.index("builtins.KeyError")
    assert first < text.index("and then:") < second


def test_an_error_that_hides_what_was_before_does_so_here_too():
    def replace():
        try:
            fail(ValueError("before"))
        except ValueError:
            raise KeyError("after") from None

    assert "ValueError" not in logged(replace, HideSecretsAndValues())


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            OperationalError("connection refused"),
            "OperationalError: connection refused",
        ),
        (ImproperlyConfigured("No SECRET_KEY"), "ImproperlyConfigured: No SECRET_KEY"),
        (PermissionError(13, "Permission denied", SECRET), "Error: Permission denied"),
    ],
)
def test_what_is_wrong_with_the_machine_is_said(error, told):
    text = logged(lambda: fail(error), HideSecretsAndValues())
    assert text.endswith(told)
    assert SECRET not in text


def test_production_hides_values_and_the_developer_s_machine_does_not(settings):
    assert settings.LOGGING["filters"]["no_secrets"] == {
        "()": "icp.logs.HideSecretsAndValues"
    }


def test_the_web_server_s_own_log_hides_links_and_values(capsys):
    logger = Logger(Config())
    link = f"/en/case/{'a' * 43}/"
    try:
        fail(ValueError(SECRET))
    except ValueError:
        logger.exception("Error handling request %s", link)
    written = capsys.readouterr().err
    assert "Error handling request /en/case/…/" in written
    assert "builtins.ValueError" in written
    assert SECRET not in written
