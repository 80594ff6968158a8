"""What `./run demo` prints: where everything is and who may log in."""

from __future__ import annotations

from motcua.accounts.models import Staff
from motcua.accounts.rules import Role
from motcua.centres.models import Centre

from . import read

LINE = "─" * 78
# Whoever wrote a version does not approve it, so walking that needs two of them.
LOGINS = {Role.EDITOR: 2}


def greeting(base: str) -> str:
    """The addresses and logins of the demonstration, as text for a terminal; `base` is the address of the web."""
    password = read.table("staff")["password"]
    centre = Centre.objects.filter(is_provincial=True).prefetch_related("rooms", "kiosks").first()
    places = [("Cổng dịch vụ công", "/"), ("Tra cứu hồ sơ", "/tra-cuu/"), ("Trung tâm", "/trung-tam/")]
    if centre is not None:
        places += [(f"Ki-ốt: {kiosk.name}", f"/ki-ot/{centre.slug}/{kiosk.slug}/") for kiosk in centre.kiosks.all()[:1]]
        places += [(f"Bảng gọi số: {room.name}", f"/bang/{centre.slug}/{room.slug}/") for room in centre.rooms.all()[:1]]
    places += [("Bàn hướng dẫn", "/huong-dan/"), ("Cán bộ", "/can-bo/"), ("Lãnh đạo", "/quan-ly/")]
    places += [("Biên tập thủ tục", "/quan-ly/thu-tuc/"), ("Quản trị", "/quan-tri/")]
    rows = [LINE, "motcua đang chạy với tỉnh trình diễn (dữ liệu không có thật).", ""]
    rows += [f"  {name:<34} {base}{path}" for name, path in places]
    rows += ["", f"Tài khoản (mật khẩu chung: {password}):"]
    rows += [f"  {username:<16} {name:<26} {labels}" for username, name, labels in _accounts()]
    return "\n".join([*rows, "", "Dừng: Ctrl+C", LINE])


def _accounts() -> list[tuple[str, str, str]]:
    """A line for each kind of post, the first person who holds it (two editors)."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for staff in Staff.objects.filter(is_active=True).prefetch_related("posts__centre", "posts__unit").order_by("id"):
        for post in staff.posts.all():
            place = post.centre.name if post.centre else post.unit.name if post.unit else "toàn hệ thống"
            known = found.setdefault(post.role, [])
            if len(known) < LOGINS.get(Role(post.role), 1):
                known.append((staff.username, staff.full_name, f"{Role(post.role).label}, {place}"))
    return [line for lines in found.values() for line in lines]
