from django.db import DatabaseError, migrations, transaction

NAME = "room_slots_never_overlap"


def refuse_overlaps(apps, schema_editor):
    """On PostgreSQL, the second line behind the lock of the room's row.

    Dates of one case may overlap: while another time is proposed, both are held.
    Comparing rooms and cases inside a range index needs the extension btree_gist.
    Where the server does not have it or does not let us create it, the lock alone
    keeps the promise, as it does on SQLite.
    """
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    except DatabaseError:
        return
    schema_editor.execute(
        f"ALTER TABLE forms_app_roomslot ADD CONSTRAINT {NAME} EXCLUDE USING gist ("
        "room_id WITH =, case_id WITH <>,"
        " tstzrange(blocked_from, blocked_until) WITH &&"
        ") WHERE (state IN ('held', 'proposed'))"
    )


def allow_overlaps(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"ALTER TABLE forms_app_roomslot DROP CONSTRAINT IF EXISTS {NAME}"
        )


class Migration(migrations.Migration):

    dependencies = [("forms_app", "0002_initial")]

    operations = [migrations.RunPython(refuse_overlaps, allow_overlaps)]
