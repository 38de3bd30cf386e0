from app.register.routes import desk, holder, public

__all__ = ["desk", "holder", "public"]
