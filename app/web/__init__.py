"""What every room's routes stand on: transactions, access, forms, pages, refusals, the frame."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.web import cli, errors, gallery, headers, health, limits, navigation, words


def init_app(app: Flask) -> None:
    for part in (limits, errors, headers, navigation, words, health, gallery, cli):
        part.init_app(app)
    proxies = app.config["TRUSTED_PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
