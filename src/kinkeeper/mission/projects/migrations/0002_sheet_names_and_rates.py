from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="name_fr",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="project",
            name="name_en",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.RemoveField(model_name="expense", name="rate_millionths"),
        migrations.AddField(
            model_name="expense",
            name="rate",
            field=models.DecimalField(decimal_places=9, default=1, max_digits=18),
            preserve_default=False,
        ),
    ]
