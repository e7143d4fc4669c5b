from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_frame"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewInterval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("page_key", models.UUIDField(unique=True)),
                ("months", models.PositiveSmallIntegerField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("months__in", [3, 6, 12, 24, 0])),
                        name="review_interval_is_on_offer",
                    )
                ],
            },
        ),
    ]
