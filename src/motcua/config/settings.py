"""All settings in one file. Each comes from an environment variable with a working default; a wrong value stops the start with a sentence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from .environment import (
    folder,
    hosts,
    live_address,
    number,
    one_of,
    python_class,
    secret,
    switch,
    text,
    time_of_day,
    web_address,
)

_SOURCE = Path(__file__).resolve().parent.parent


def _database(url: str) -> dict[str, Any]:
    scheme = urlsplit(url).scheme
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured("MOTCUA_DATABASE_URL phải bắt đầu bằng sqlite:// hoặc postgresql://.")
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True))
    except ValueError as error:
        words = "như postgresql://tên:mật-khẩu@máy:5432/csdl; ký tự đặc biệt trong mật khẩu phải viết theo mã phần trăm."
        raise ImproperlyConfigured(f"MOTCUA_DATABASE_URL không đọc được. Địa chỉ phải {words}") from error
    if not found["NAME"]:
        raise ImproperlyConfigured("MOTCUA_DATABASE_URL thiếu tên cơ sở dữ liệu ở cuối, như postgresql://máy:5432/motcua.")
    said = found.get("OPTIONS", {})
    if scheme == "sqlite":
        if said:
            raise ImproperlyConfigured(f"MOTCUA_DATABASE_URL: sqlite không nhận gì sau dấu hỏi, mà có “{', '.join(said)}”. Xin bỏ phần từ dấu hỏi.")
        found["ENGINE"] = "motcua.config.sqlite3"
        found["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
        # No memory map of the file: SQLite takes it down and up again whenever another connection has written, which costs more than reading.
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": DATABASE_WAIT,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;",
        }
    else:
        found["ENGINE"] = "motcua.config.postgresql"
        # Statements that come again are prepared on the server: planning them anew would cost more than running them.
        # A server that vanished without a word is given up as soon as one that is locked: threads would wait for a quarter of an hour.
        # What the address says after its question mark (sslmode, currentSchema) wins; `live` takes it from here as well.
        found["OPTIONS"] = {
            "connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
            "tcp_user_timeout": DATABASE_WAIT * 1000, "server_side_binding": True, "prepare_threshold": 3, **said,
            "options": f"-c lock_timeout={DATABASE_WAIT}s {said.get('options', '')}".strip(),
        }  # fmt: skip
        found["DISABLE_SERVER_SIDE_CURSORS"] = False
    return found


DATABASE_WAIT = number("MOTCUA_DATABASE_WAIT", 20, low=1, high=600)
DATA_DIR = folder("MOTCUA_DATA_DIR", Path.cwd() / ".data")
PUBLIC_URL = web_address("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8000")
LIVE_URL = live_address("MOTCUA_LIVE_URL")
LIVE_PORT = number("MOTCUA_LIVE_PORT", 8001, low=1, high=65535)
SITE_NAME = text("MOTCUA_SITE_NAME", "Dịch vụ công tỉnh Quảng Ninh")
SITE_NAME_EN = text("MOTCUA_SITE_NAME_EN", SITE_NAME if "MOTCUA_SITE_NAME" in os.environ else "Quang Ninh Public Services")
PROVINCE = text("MOTCUA_PROVINCE", "Quảng Ninh")
SHIFT_CLOSES = time_of_day("MOTCUA_SHIFT_CLOSES", "19:00")
DEMO = switch("MOTCUA_DEMO", default=False)

SECRET_KEY = secret("MOTCUA_SECRET_KEY", DATA_DIR)
DEBUG = switch("MOTCUA_DEBUG", default=False)
ALLOWED_HOSTS = hosts("MOTCUA_ALLOWED_HOSTS", "*")
DATABASES = {"default": _database(text("MOTCUA_DATABASE_URL", f"sqlite:///{quote(str(DATA_DIR / 'motcua.sqlite3'))}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_tasks",
    "motcua.config.background.BackgroundConfig",
    "motcua.audit",
    "motcua.accounts",
    "motcua.papers",
    "motcua.messages",
    "motcua.deadlines",
    "motcua.centres",
    "motcua.catalogue",
    "motcua.queueing",
    "motcua.payments",
    "motcua.dossiers",
    "motcua.reports",
    "motcua.web",
    "motcua.web.shared",
    "motcua.web.portal",
    "motcua.web.guide",
    "motcua.web.kiosk",
    "motcua.web.board",
    "motcua.web.desk",
    "motcua.web.manage",
    "motcua.demo",
    "motcua.simulate",
    "motcua.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "motcua.web.shared.middleware.ContentPolicy",
    "motcua.web.shared.middleware.fit_to_answer",
    "motcua.web.shared.middleware.database_gone",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.web.shared.middleware.language",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "motcua.web.shared.middleware.wrong_method",
    "motcua.web.shared.middleware.domain_errors",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "NAME": "jinja2",
        "OPTIONS": {
            "environment": "motcua.web.shared.jinja.environment",
            "context_processors": ["motcua.web.shared.context.shared"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_SOURCE / "config" / "admin_templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

AUTH_USER_MODEL = "accounts.Staff"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "motcua.accounts.backend.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/can-bo/dang-nhap/"
LOGIN_REDIRECT_URL = "/can-bo/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "motcua.accounts.backend.tried_name"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "motcua.web.desk.login.locked_out"
# Behind a proxy every request comes from the proxy: without this one stranger would lock an officer out for everybody.
AXES_CLIENT_IP_CALLABLE = "motcua.web.shared.http.caller_address"
AXES_VERBOSE = False
# Its tables are of no use to an administrator: the list of staff ends a lock-out.
AXES_ENABLE_ADMIN = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
_LIVE_SOURCES = [LIVE_URL] if LIVE_URL.startswith("http") else [f"http://*:{LIVE_PORT}"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'", *_LIVE_SOURCES],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

SESSION_ENGINE = "motcua.accounts.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_NAME = "motcua_session"
CSRF_COOKIE_NAME = "motcua_csrf"
CSRF_FAILURE_VIEW = "motcua.web.desk.login.csrf_failed"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if switch("MOTCUA_BEHIND_PROXY", default=False) else None
USE_X_FORWARDED_HOST = SECURE_PROXY_SSL_HEADER is not None
CSRF_TRUSTED_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(PUBLIC_URL))]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
# Our sentences in English; and what Django's own Vietnamese lacks.
LOCALE_PATHS = [_SOURCE / "locale", _SOURCE / "locale_django"]
# Django's own Vietnamese reads 05/12/2026 as a day of May.
FORMAT_MODULE_PATH = "motcua.config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MAX_UPLOAD = 20 * 1024 * 1024
MAX_REQUEST = MAX_UPLOAD + 5 * 1024 * 1024  # a file and the form around it

# Whoever publishes builds the search index at once, so that nobody's search has to wait for it. Tests switch it off.
SEARCH_AHEAD = True

EMAIL_BACKEND = python_class("MOTCUA_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_HOST = text("MOTCUA_EMAIL_HOST", "localhost")
EMAIL_PORT = number("MOTCUA_EMAIL_PORT", 25, low=1, high=65535)
EMAIL_TIMEOUT = 20
# Address and words of an e-mail are personal data; the outbox needs them no longer than somebody may ask about it.
MAIL_KEPT_DAYS = number("MOTCUA_MAIL_KEPT_DAYS", 90, low=1, high=3650)
DEFAULT_FROM_EMAIL = text("MOTCUA_EMAIL_FROM", "motcua@localhost")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "OPTIONS": {}}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": one_of("MOTCUA_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))},
}
