"""The WSGI entry: `gunicorn wsgi:app`; the `flask` command finds it by its name."""

from app import create_app

app = create_app()
