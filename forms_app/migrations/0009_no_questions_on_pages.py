import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forms_app', '0008_move_questions'),
    ]

    operations = [
        migrations.AlterUniqueTogether(
            name='requestformfield',
            unique_together=None,
        ),
        migrations.RemoveField(
            model_name='requestformfield',
            name='locale',
        ),
        migrations.RemoveField(
            model_name='requestformfield',
            name='page',
        ),
        migrations.AlterUniqueTogether(
            name='roomrequestformfield',
            unique_together=None,
        ),
        migrations.RemoveField(
            model_name='roomrequestformfield',
            name='locale',
        ),
        migrations.RemoveField(
            model_name='roomrequestformfield',
            name='page',
        ),
        migrations.AlterUniqueTogether(
            name='volunteerformfield',
            unique_together=None,
        ),
        migrations.RemoveField(
            model_name='volunteerformfield',
            name='locale',
        ),
        migrations.RemoveField(
            model_name='volunteerformfield',
            name='page',
        ),
        migrations.AlterField(
            model_name='registrationformpage',
            name='intake',
            field=models.ForeignKey(help_text='All languages of this form collect into the same intake and ask its questions.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms_app.intake', verbose_name='intake'),
        ),
        migrations.AlterField(
            model_name='requestformpage',
            name='intake',
            field=models.ForeignKey(help_text='All languages of this form collect into the same intake and ask its questions.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms_app.intake', verbose_name='intake'),
        ),
        migrations.AlterField(
            model_name='roomrequestformpage',
            name='intake',
            field=models.ForeignKey(help_text='All languages of this form collect into the same intake and ask its questions.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms_app.intake', verbose_name='intake'),
        ),
        migrations.AlterField(
            model_name='volunteerformpage',
            name='intake',
            field=models.ForeignKey(help_text='All languages of this form collect into the same intake and ask its questions.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms_app.intake', verbose_name='intake'),
        ),
        migrations.DeleteModel(
            name='RegistrationFormField',
        ),
        migrations.DeleteModel(
            name='RequestFormField',
        ),
        migrations.DeleteModel(
            name='RoomRequestFormField',
        ),
        migrations.DeleteModel(
            name='VolunteerFormField',
        ),
    ]
