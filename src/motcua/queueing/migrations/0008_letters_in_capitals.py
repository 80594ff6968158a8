"""Letters of groups become one capital each, before the table asks for it: numbers already given keep what was printed on them."""

from django.db import migrations

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def put_right(apps, schema_editor):
    """The capital of the letter where the centre has none such; after that the first free one for the others, in the order in which they were made."""
    groups = apps.get_model("queueing", "ServiceGroup").objects
    wrong = groups.exclude(letter__in=list(LETTERS)).order_by("pk")
    for take_any in (False, True):
        for group in wrong.all():
            taken = set(groups.filter(centre=group.centre_id).values_list("letter", flat=True))
            free = [letter for letter in (LETTERS if take_any else group.letter.upper()) if letter in LETTERS and letter not in taken]
            if free:
                groups.filter(pk=group.pk).update(letter=free[0])
            elif take_any:
                raise RuntimeError(f"Trung tâm số {group.centre_id} có hơn 26 nhóm phục vụ: xin gộp nhóm “{group.letter}” với nhóm khác rồi nâng cấp lại.")


class Migration(migrations.Migration):
    dependencies = [("queueing", "0007_the_last_served")]

    operations = [migrations.RunPython(put_right, migrations.RunPython.noop)]
