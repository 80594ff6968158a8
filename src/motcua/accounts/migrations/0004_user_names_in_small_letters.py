"""User names become small letters before the table asks for it; of two that differ in capitals only, the later gets a number and is named."""

import sys

import django.db.models.functions.text
from django.db import migrations, models


def small_names(names):
    """{key: new name} for the (key, name) of all staff: a name in small letters already stays, of the others the first comes first."""
    taken = {name for _, name in names if name == name.lower()}
    found = {}
    for key, name in names:
        if name == name.lower():
            continue
        small = name.lower()
        numbered = (f"{small[:140]}-{number}" for number in range(2, 10_000))
        found[key] = small if small not in taken else next(one for one in numbered if one not in taken)
        taken.add(found[key])
    return found


def write_small(apps, schema_editor):
    staff = apps.get_model("accounts", "Staff").objects
    names = list(staff.order_by("pk").values_list("pk", "username"))
    for key, new in small_names(names).items():
        old = dict(names)[key]
        staff.filter(pk=key).update(username=new)
        if new != old.lower():
            sys.stderr.write(f"\nTên đăng nhập {old} trùng với một tên khác, nay là {new}. Xin báo cho cán bộ này.\n")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_words_of_the_administration'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.AlterModelManagers(
            name='staff',
            managers=[
            ],
        ),
        migrations.RunPython(write_small, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='staff',
            constraint=models.CheckConstraint(condition=models.Q(('username', django.db.models.functions.text.Lower('username'))), name='staff_username_in_small_letters', violation_error_message='Tên đăng nhập viết bằng chữ thường. Xin viết lại, như nguyenvanan.'),
        ),
    ]
