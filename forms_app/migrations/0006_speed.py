from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, migrations, models, transaction

import forms_app.engine.inbox_indexes


def add_trigrams(apps, schema_editor):
    """Where the server does not have them, a search takes as long as it took."""
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return


def same_column(name: str, field: models.Field) -> list:
    """A new name in Python for a column that stays as it is."""
    return [
        migrations.AlterField("message", name, field),
        migrations.RenameField("message", name, f"stored_{name}"),
    ]


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0002_initial'),
        ('forms_app', '0005_inbox'),
        ('services', '0002_rooms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *same_column('subject', models.CharField(db_column='subject', max_length=200, verbose_name='subject')),
        *same_column('parts', models.JSONField(db_column='parts', default=list)),
        *same_column('attachments', models.JSONField(db_column='attachments', default=list)),
        migrations.AddField(
            model_name='message',
            name='facts',
            field=models.JSONField(encoder=DjangoJSONEncoder, null=True),
        ),
        migrations.RemoveIndex(
            model_name='plainrequest',
            name='forms_app_p_state_30d1ba_idx',
        ),
        migrations.RemoveIndex(
            model_name='plainrequest',
            name='forms_app_p_submitt_51e38e_idx',
        ),
        migrations.RemoveIndex(
            model_name='registration',
            name='forms_app_r_state_f512ef_idx',
        ),
        migrations.RemoveIndex(
            model_name='registration',
            name='forms_app_r_submitt_87fd7b_idx',
        ),
        migrations.RemoveIndex(
            model_name='registration',
            name='forms_app_r_state_e56c1d_idx',
        ),
        migrations.RemoveIndex(
            model_name='registration',
            name='forms_app_r_assigne_eb28f2_idx',
        ),
        migrations.RemoveIndex(
            model_name='roomrequest',
            name='forms_app_r_state_0fc19e_idx',
        ),
        migrations.RemoveIndex(
            model_name='roomrequest',
            name='forms_app_r_state_bff013_idx',
        ),
        migrations.RemoveIndex(
            model_name='roomrequest',
            name='forms_app_r_assigne_a42ec0_idx',
        ),
        migrations.RemoveIndex(
            model_name='roomrequest',
            name='forms_app_r_submitt_073bae_idx',
        ),
        migrations.RemoveIndex(
            model_name='volunteerapplication',
            name='forms_app_v_state_b4d4b1_idx',
        ),
        migrations.RemoveIndex(
            model_name='volunteerapplication',
            name='forms_app_v_submitt_ae1f5b_idx',
        ),
        migrations.AddIndex(
            model_name='plainrequest',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['-submitted_at', '-id', 'state', 'is_quarantined'], name='request_sent'),
        ),
        migrations.AddIndex(
            model_name='plainrequest',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['state', '-submitted_at', '-id', 'is_quarantined'], name='request_state'),
        ),
        migrations.AddIndex(
            model_name='plainrequest',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['state', 'state_since', 'is_quarantined'], name='request_since'),
        ),
        migrations.AddIndex(
            model_name='plainrequest',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['assigned_to', '-submitted_at', '-id', 'state', 'is_quarantined'], name='request_mine'),
        ),
        migrations.AddIndex(
            model_name='plainrequest',
            index=models.Index(condition=models.Q(('is_quarantined', True)), fields=['submitted_at', 'is_quarantined', 'is_spam'], name='request_held'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['-submitted_at', '-id', 'state', 'is_quarantined'], name='registration_sent'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['state', '-submitted_at', '-id', 'is_quarantined'], name='registration_state'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['state', 'state_since', 'is_quarantined'], name='registration_since'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['assigned_to', '-submitted_at', '-id', 'state', 'is_quarantined'], name='registration_mine'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('is_quarantined', True)), fields=['run', 'is_quarantined', 'is_spam'], name='registration_held'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['run', 'state', 'assigned_to', 'state_since', 'is_quarantined'], name='registration_scope'),
        ),
        migrations.AddIndex(
            model_name='roomrequest',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['-submitted_at', '-id', 'state', 'is_quarantined'], name='room_request_sent'),
        ),
        migrations.AddIndex(
            model_name='roomrequest',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['state', '-submitted_at', '-id', 'is_quarantined'], name='room_request_state'),
        ),
        migrations.AddIndex(
            model_name='roomrequest',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['state', 'state_since', 'is_quarantined'], name='room_request_since'),
        ),
        migrations.AddIndex(
            model_name='roomrequest',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['assigned_to', '-submitted_at', '-id', 'state', 'is_quarantined'], name='room_request_mine'),
        ),
        migrations.AddIndex(
            model_name='roomrequest',
            index=models.Index(condition=models.Q(('is_quarantined', True)), fields=['room', 'is_quarantined', 'is_spam'], name='room_request_held'),
        ),
        migrations.AddIndex(
            model_name='roomrequest',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['room', 'state', 'assigned_to', 'state_since', 'is_quarantined'], name='room_request_scope'),
        ),
        migrations.AddIndex(
            model_name='volunteerapplication',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['-submitted_at', '-id', 'state', 'is_quarantined'], name='volunteer_sent'),
        ),
        migrations.AddIndex(
            model_name='volunteerapplication',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['state', '-submitted_at', '-id', 'is_quarantined'], name='volunteer_state'),
        ),
        migrations.AddIndex(
            model_name='volunteerapplication',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['state', 'state_since', 'is_quarantined'], name='volunteer_since'),
        ),
        migrations.AddIndex(
            model_name='volunteerapplication',
            index=models.Index(condition=models.Q(('is_quarantined', False)), fields=['assigned_to', '-submitted_at', '-id', 'state', 'is_quarantined'], name='volunteer_mine'),
        ),
        migrations.AddIndex(
            model_name='volunteerapplication',
            index=models.Index(condition=models.Q(('is_quarantined', True)), fields=['submitted_at', 'is_quarantined', 'is_spam'], name='volunteer_held'),
        ),
        migrations.RunPython(add_trigrams, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='plainrequest',
            index=forms_app.engine.inbox_indexes.SearchIndex(condition=models.Q(('is_quarantined', False)), fields=['-submitted_at', '-id', 'search_text', 'is_quarantined'], name='request_search'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=forms_app.engine.inbox_indexes.SearchIndex(condition=models.Q(('is_quarantined', False)), fields=['-submitted_at', '-id', 'search_text', 'run', 'is_quarantined'], name='registration_search'),
        ),
        migrations.AddIndex(
            model_name='roomrequest',
            index=forms_app.engine.inbox_indexes.SearchIndex(condition=models.Q(('is_quarantined', False)), fields=['-submitted_at', '-id', 'search_text', 'room', 'is_quarantined'], name='room_request_search'),
        ),
        migrations.AddIndex(
            model_name='volunteerapplication',
            index=forms_app.engine.inbox_indexes.SearchIndex(condition=models.Q(('is_quarantined', False)), fields=['-submitted_at', '-id', 'search_text', 'is_quarantined'], name='volunteer_search'),
        ),
    ]
