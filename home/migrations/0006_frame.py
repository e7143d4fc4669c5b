import django.db.models.deletion
import wagtail.fields
import wagtail.models.preview
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_editors"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="SiteFrame",
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
                (
                    "live",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="live"
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="has unpublished changes",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="go live date/time"
                    ),
                ),
                (
                    "expire_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="expiry date/time"
                    ),
                ),
                (
                    "expired",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="expired"
                    ),
                ),
                (
                    "menu",
                    wagtail.fields.StreamField(
                        [("page", 0)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"icon": "doc-empty-inverse", "label": "Page"},
                            )
                        },
                        help_text="The pages at the top of every page, in this order. Choose the Czech page: each reader sees its title in their language, or in the nearest that has the page. Without any, the pages below the home page stand here that are marked “Show in menus”.",
                        verbose_name="menu",
                    ),
                ),
                (
                    "footer",
                    wagtail.fields.StreamField(
                        [("text", 1), ("links", 6), ("funders", 12)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.StructBlock", [[]], {}),
                            1: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 0), ("text", 0)]],
                                {},
                            ),
                            2: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"icon": "doc-empty-inverse", "label": "Page"},
                            ),
                            3: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "Of another website, with https:// at its beginning.",
                                    "label": "address",
                                    "max_length": 500,
                                },
                            ),
                            4: (
                                "wagtail.blocks.StructBlock",
                                [[("words", 0), ("address", 3)]],
                                {"icon": "link-external", "label": "Other website"},
                            ),
                            5: (
                                "wagtail.blocks.StreamBlock",
                                [[("page", 2), ("address", 4)]],
                                {
                                    "help_text": "A page is shown with its title and leads to the reader's language. Choose the Czech page.",
                                    "label": "links",
                                },
                            ),
                            6: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 0), ("links", 5)]],
                                {},
                            ),
                            7: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {
                                    "label": "share in per cent",
                                    "max_value": 100,
                                    "min_value": 0,
                                    "required": False,
                                },
                            ),
                            8: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "label": "address",
                                    "max_length": 500,
                                    "required": False,
                                },
                            ),
                            9: (
                                "wagtail.images.blocks.ImageChooserBlock",
                                (),
                                {
                                    "help_text": "Shown on the home page, with the name as its description. Other pages name the funder in words.",
                                    "label": "logo",
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("name", 0),
                                        ("share", 7),
                                        ("sentence", 0),
                                        ("address", 8),
                                        ("logo", 9),
                                    ]
                                ],
                                {},
                            ),
                            11: (
                                "wagtail.blocks.ListBlock",
                                (10,),
                                {"collapsed": True, "label": "funders"},
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 0), ("funders", 11)]],
                                {},
                            ),
                        },
                        help_text="Columns at the end of every page, the first one first.",
                        verbose_name="footer",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="frame",
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "menu and footer",
                "verbose_name_plural": "menu and footer",
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
    ]
