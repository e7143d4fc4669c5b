import django.db.models.deletion
from django.db import migrations, models

import forms_app.engine.fields.question
import home.languages


class Migration(migrations.Migration):

    dependencies = [
        ('forms_app', '0006_every_row_of_history_has_its_step'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=forms_app.engine.fields.question.new_question_key, editable=False, max_length=100)),
                ('position', models.PositiveIntegerField(default=0, editable=False)),
                ('field_type', models.CharField(choices=[('singleline', 'Short text'), ('multiline', 'Long text'), ('email', 'E-mail'), ('phone', 'Phone number'), ('number', 'Number'), ('date', 'Date'), ('time', 'Time of day'), ('yes_no', 'Yes or no'), ('radio', 'One of several (all shown)'), ('dropdown', 'One of many (a list to open)'), ('checkboxes', 'Several of several'), ('country', 'Country'), ('language', 'Language'), ('region', 'Czech region'), ('step', 'No question: a new step with this title begins here')], max_length=16, verbose_name='kind of answer')),
                ('required', models.BooleanField(default=False, verbose_name='required')),
                ('is_retired', models.BooleanField(default=False, verbose_name='no longer asked')),
                ('choice_keys', models.JSONField(blank=True, default=list)),
                ('condition_answer', models.CharField(blank=True, default='', max_length=255)),
                ('condition_question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='follow', to='forms_app.question')),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='forms_app.intake', verbose_name='intake')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ('position', 'pk'),
                'default_permissions': ('add', 'change', 'delete'),
            },
        ),
        migrations.CreateModel(
            name='QuestionWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=home.languages.language_choices, max_length=10, verbose_name='language')),
                ('label', models.CharField(blank=True, max_length=255)),
                ('why', models.CharField(blank=True, max_length=255)),
                ('help_text', models.CharField(blank=True, max_length=255)),
                ('choices', models.JSONField(blank=True, default=dict)),
                ('translated_from', models.JSONField(blank=True, default=dict, editable=False)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='forms_app.question')),
            ],
            options={
                'verbose_name': 'words of a question',
                'verbose_name_plural': 'words of questions',
                'default_permissions': ('change',),
            },
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('intake', 'key'), name='one_question_for_each_key'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('condition_answer', ''), ('condition_question', None)), models.Q(('condition_question__isnull', False), models.Q(('condition_answer', ''), _negated=True)), _connector='OR'), name='condition_is_a_question_with_an_answer'),
        ),
        migrations.AddConstraint(
            model_name='questionwords',
            constraint=models.UniqueConstraint(fields=('question', 'language'), name='words_once_in_each_language'),
        ),
    ]
