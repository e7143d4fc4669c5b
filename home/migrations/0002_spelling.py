from django.db import ProgrammingError, migrations, transaction

AVAILABLE = "SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'"
INDEX = "CREATE INDEX search_word_letters ON home_searchword USING gin (word gin_trgm_ops)"


def compare_spelling(apps, schema_editor):
    """Where the server offers the extension, and lets us have it: typing errors are
    forgiven then. The search does without it, too.
    """
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(AVAILABLE)
        if not cursor.rowcount:
            return
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
                cursor.execute(INDEX)
        except ProgrammingError:
            return


class Migration(migrations.Migration):

    dependencies = [("home", "0001_initial")]

    operations = [migrations.RunPython(compare_spelling, migrations.RunPython.noop)]
