"""REMEMBER: the database. Tables as SQLModel classes, one file of queries a noun, migrations by Alembic.

Nothing of SQLModel or SQLAlchemy leaves this folder: queries take a Transaction and return frozen values.
"""
