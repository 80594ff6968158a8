"""Pages for when something is not as it should be: what happened, that nothing is lost, what to do."""

from __future__ import annotations

import re
import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import gettext as _

from motcua.kernel.errors import DomainError

from .http import STAFF_PATHS, sent_from

KIOSK_TRIES_AGAIN_AFTER = 20
_KIOSK = re.compile(r"/ki-ot/[-\w]+/[-\w]+/")


def _kiosk_page(request: HttpRequest, status: int) -> str:
    """Where a kiosk goes on: the same page again, or its first one when that page is none. Empty for everybody else."""
    start = _KIOSK.match(request.path)
    if start is None:
        return ""
    return request.path if request.method in ("GET", "HEAD") and status not in (404, 405) else start[0]


def is_database_away(error: BaseException | None) -> bool:
    """Whether the database's silence is the error, or what it came from (Django says "session deleted" when it cannot save one)."""
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError)):
            return True
        error = error.__cause__ or error.__context__
    return False


def _is_for_staff(request: HttpRequest) -> bool:
    """Told by the address alone: who asks is not known when the database is away."""
    return request.path.startswith(STAFF_PATHS)


def _sorry(request: HttpRequest, status: int, title: str, sentence: str, advice: str, *, again: str = "") -> HttpResponse:
    """A page that touches neither session nor database; `again` is the page to open anew, when that helps."""
    back = _kiosk_page(request, status)
    context = {"title": title, "sentence": sentence, "advice": advice, "status": status, "kiosk_page": back, "again": again}
    context["desk_url"] = "/can-bo/" if _is_for_staff(request) else ""
    if back:
        context |= {"idle_url": back, "idle_seconds": KIOSK_TRIES_AGAIN_AFTER}
    return HttpResponse(get_template("shared/sorry.html", using="jinja2").render(context, request), status=status)


def words_of(error: DomainError) -> str:
    """The rule's sentence in the language of this answer, where somebody translated it."""
    template = _(error.template) if error.template else error.sentence
    return template % error.values if error.values else template


def rule_said_no(request: HttpRequest, error: DomainError) -> HttpResponse:
    """409 with the rule's own sentence."""
    return _sorry(
        request,
        409,
        _("Chưa thực hiện được"),
        words_of(error),
        _("Không có gì bị mất. Ông/Bà có thể quay lại trang trước."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413 for a request that is far larger than any form of ours."""
    return _sorry(
        request, 413, _("Tệp quá lớn"), _("Tệp vừa gửi lớn hơn 20 MB nên chưa được nhận."),
        _("Hãy quét ở chế độ đen trắng hoặc chia nhỏ tệp, rồi quay lại trang trước và gửi lại."),
    )  # fmt: skip


def database_away(request: HttpRequest) -> HttpResponse:
    """503 when the database is locked or away."""
    answer = _sorry(
        request, 503, _("Hệ thống đang bận"), _("Cơ sở dữ liệu tạm thời không trả lời."),
        _("Việc vừa làm hoặc đã được ghi trọn vẹn, hoặc chưa ghi gì. Xin chờ một phút rồi bấm lại; bấm lại không tạo bản trùng."),
    )  # fmt: skip
    answer["Retry-After"] = "10"
    return answer


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form is older than the present log-in, or the browser keeps no cookies; loading it anew would only send it again."""
    if _is_for_staff(request):
        sentence = _("Trang này mở từ trước lần đăng nhập mới nhất, hoặc trình duyệt chặn cookie.")
    else:
        sentence = _("Biểu mẫu này đã mở quá lâu hoặc trình duyệt chặn cookie.")
    advice = _("Chưa có gì được gửi đi. Xin mở lại trang rồi làm lại. Nếu vẫn không được, hãy cho phép cookie của trang này.")
    return _sorry(request, 403, _("Trang đã hết hạn"), sentence, advice, again=sent_from(request))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; a session that could not be saved because the database is away comes here too and is a 503."""
    if isinstance(exception, SessionInterrupted) and is_database_away(exception):
        return database_away(request)
    return _sorry(
        request,
        400,
        _("Yêu cầu không đọc được"),
        _("Trình duyệt gửi đến một yêu cầu không hợp lệ."),
        _("Xin quay lại trang trước và thử lại."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _sorry(
        request, 403, _("Không được phép"), _("Tài khoản này không được xem trang này."), _("Xin quay lại trang trước.")
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404. Staff read that it may be there for somebody else; for citizens there is nothing else to be."""
    for_staff, for_all = _("Địa chỉ này không có, hoặc không dành cho tài khoản này."), _("Không có trang nào ở địa chỉ này.")
    return _sorry(
        request, 404, _("Không tìm thấy trang"), for_staff if _is_for_staff(request) else for_all,
        _("Nếu gõ địa chỉ bằng tay, xin kiểm tra lại từng chữ. Nếu dùng liên kết cũ, xin bấm nút dưới đây rồi tìm lại."),
    )  # fmt: skip


def not_allowed(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """405 for an address that only a button may send to; `answer` is Django's own, which names what is allowed."""
    sorry = _sorry(
        request, 405, _("Trang này không mở thẳng được"), _("Địa chỉ này chỉ nhận việc bấm từ một trang khác."),
        _("Chưa có gì thay đổi. Xin mở lại trang có nút đó rồi bấm."),
    )  # fmt: skip
    sorry["Allow"] = answer["Allow"]
    return sorry


def broken(request: HttpRequest) -> HttpResponse:
    """500; 503 when the database went away outside of the views, where `middleware.database_gone` cannot see it."""
    if is_database_away(sys.exc_info()[1]):
        return database_away(request)
    return _sorry(
        request, 500, _("Có lỗi trong hệ thống"), _("Hệ thống gặp lỗi không mong đợi và đã ghi lại lỗi này."),
        _("Những gì đã được xác nhận vẫn còn nguyên. Xin thử lại sau ít phút."),
    )  # fmt: skip
