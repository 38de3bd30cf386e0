"""How a request is answered: who asks, in which transaction, and that the rule was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import policies
from app.extensions import transaction
from app.policies import Actor
from app.policies.rule import begin_asking
from app.web import once
from app.web.access import Access, access_of, maybe_actor

SAFE = {"GET", "HEAD", "OPTIONS"}


class NotDeclared(RuntimeError):
    """An endpoint that declares no action, or answers without asking for the one it declares."""


class _Undone(Exception):
    def __init__(self, response: Response) -> None:
        self.response = response


class Attune(Flask):
    """Flask, with one transaction around each request that may change rows."""

    def dispatch_request(self) -> ResponseReturnValue:
        if request.routing_exception is not None:
            self.raise_routing_exception(request)
        if request.method == "OPTIONS":
            return super().dispatch_request()
        access = self._declared_access()
        if request.method in SAFE or access.own_transactions:
            return self._admitted(access)
        try:
            with transaction():
                return once.only_once(lambda: self._kept_if_it_went_well(access))
        except _Undone as undone:
            return undone.response

    def _declared_access(self) -> Access:
        access = access_of(self.view_functions[request.endpoint or ""])
        if access is None:
            raise NotDeclared(f"{request.endpoint} declares no action.")
        return access

    def _kept_if_it_went_well(self, access: Access) -> Response:
        response = make_response(self._admitted(access))
        if response.status_code >= 400:
            raise _Undone(response)
        return response

    def _admitted(self, access: Access) -> ResponseReturnValue:
        if access.link_action is not None:
            return _asked_first(access.link_action, super().dispatch_request)
        if access.action is None:
            return super().dispatch_request()
        return _with_rule(access.action, super().dispatch_request)


def _with_rule(action: str, answer: Callable[[], Any]) -> ResponseReturnValue:
    who = maybe_actor()
    if who is None:
        return _sign_in_first()
    if who.role is None and action not in policies.IN_NO_ROLE:
        return _role_first()
    if policies.RULES[action].subject is None:
        return _asked_first(action, lambda: _if_they_may(action, who, answer))
    return _asked_first(action, answer)


def _if_they_may(action: str, who: Actor, answer: Callable[[], Any]) -> Any:
    if not policies.may(action, who):
        abort(404)
    return answer()


def _role_first() -> ResponseReturnValue:
    """In no role nothing is asked at all: they are led to what comes first."""
    if _opens_a_page():
        return redirect(url_for("accounts.start"))
    abort(404)


def _asked_first(action: str, answer: Callable[[], Any]) -> ResponseReturnValue:
    asked = begin_asking()
    response = make_response(answer())
    if response.status_code < 400 and action not in asked:
        raise NotDeclared(f"{request.endpoint} answered without asking for {action}.")
    return response


def _sign_in_first() -> ResponseReturnValue:
    if _opens_a_page():
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    abort(401)


def _opens_a_page() -> bool:
    return request.method in SAFE and bool(request.accept_mimetypes.accept_html)
