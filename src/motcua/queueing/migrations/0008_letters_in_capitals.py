"""Letters of groups become one capital each, before the table asks for it: numbers already given keep what was printed on them."""

from django.db import migrations

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def put_right(apps, schema_editor):
    """The capital of the letter where the centre has none such, else the first free one; in the order in which the groups were made."""
    groups = apps.get_model("queueing", "ServiceGroup").objects
    for group in groups.exclude(letter__in=list(LETTERS)).order_by("pk"):
        taken = set(groups.filter(centre=group.centre_id).values_list("letter", flat=True))
        free = [letter for letter in (group.letter.upper()[:1], *LETTERS) if letter in LETTERS and letter not in taken]
        if not free:
            raise RuntimeError(f"Trung tâm số {group.centre_id} có hơn 26 nhóm phục vụ: xin bỏ bớt nhóm “{group.letter}” rồi nâng cấp lại.")
        group.letter = free[0]
        group.save(update_fields=["letter"])


class Migration(migrations.Migration):
    dependencies = [("queueing", "0007_the_last_served")]

    operations = [migrations.RunPython(put_right, migrations.RunPython.noop)]
