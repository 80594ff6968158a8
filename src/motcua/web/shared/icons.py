"""Our own line icons, 24 x 24, one stroke; drawn for people who would rather look than read (house section 10)."""

from __future__ import annotations

SHAPES: dict[str, str] = {
    "door": (
        '<path d="M5 21V6a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v15"/><path d="M3 21h18"/><path d="M12 3v18"/>'
        '<path d="M15 12v1.5"/>'
    ),
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
    "ticket": '<path d="M4 6h16v4a2 2 0 0 0 0 4v4H4v-4a2 2 0 0 0 0-4z"/><path d="M14 6v2.5M14 11v2M14 15.5V18"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "calendar": '<rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M8.5 3v4M15.5 3v4"/>',
    "phone": (
        '<path d="M6 3h3l1.5 5-2 1.5a12 12 0 0 0 6 6l1.5-2 5 1.5v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z"/>'
    ),
    "mail": '<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="m4 7.5 8 6 8-6"/>',
    "pin": (
        '<path d="M12 21s-6.5-6.2-6.5-11a6.5 6.5 0 0 1 13 0c0 4.8-6.5 11-6.5 11z"/><circle cx="12" cy="10" r="2.3"/>'
    ),
    "print": '<path d="M7 8V3.5h10V8"/><rect x="3.5" y="8" width="17" height="8.5" rx="2"/><path d="M7 14h10v6.5H7z"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "cross": '<path d="m6 6 12 12M18 6 6 18"/>',
    "alert": '<path d="M12 3.5 21.5 20h-19z"/><path d="M12 10v4.5M12 17.2v.1"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 7.8v.1"/>',
    "speaker": '<path d="M4 9.5h3.5L12.5 5v14l-5-4.5H4z"/><path d="M16 9a4.5 4.5 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11"/>',
    "mute": '<path d="M4 9.5h3.5L12.5 5v14l-5-4.5H4z"/><path d="m16.5 9.5 5 5M21.5 9.5l-5 5"/>',
    "next": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "back": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "home": '<path d="M4 11.5 12 4l8 7.5V20h-5.5v-5.5h-5V20H4z"/>',
    "user": '<circle cx="12" cy="8" r="3.8"/><path d="M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"/>',
    "people": (
        '<circle cx="9" cy="8.5" r="3.3"/><path d="M2.5 19.5c.7-3.6 3.2-5.5 6.5-5.5s5.8 1.9 6.5 5.5"/>'
        '<path d="M16 5.6a3.3 3.3 0 0 1 0 5.8M18 14.5c1.9.8 3.1 2.5 3.5 5"/>'
    ),
    "building": '<path d="M5 21V4h10v17M15 9h4v12M3 21h18"/><path d="M8.5 8h3M8.5 12h3M8.5 16h3"/>',
    "document": '<path d="M6 3h8.5L19 7.5V21H6z"/><path d="M14 3v5h5M9 12.5h7M9 16.5h7"/>',
    "inbox": '<path d="M4 13.5 6.5 5h11l2.5 8.5V19H4z"/><path d="M4 13.5h4.5l1.5 2.5h4l1.5-2.5H20"/>',
    "work": '<path d="M20 12a8 8 0 1 1-2.5-5.8"/><path d="M20 4v4.5h-4.5"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
    "stop": '<circle cx="12" cy="12" r="8.5"/><path d="m6.2 6.2 11.6 11.6"/>',
    "hand": (
        '<path d="M3 14.5h3.5l4 1.5H14a1.7 1.7 0 0 1 0 3.5h-3"/>'
        '<path d="m14.5 17 5-2.5a1.6 1.6 0 0 1 1.5 2.8L15 21H8l-1.5-1H3z"/><path d="M9 4h7v7H9z"/>'
    ),
    "money": (
        '<rect x="3" y="6.5" width="18" height="11.5" rx="2"/><circle cx="12" cy="12.2" r="2.6"/>'
        '<path d="M6.5 9.8v.1M17.5 14.8v.1"/>'
    ),
    "qr": '<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4z"/><path d="M14 14h2.5v2.5M20 14v2.5M14 20h2.5M20 20v.1"/>',
    "camera": '<path d="M4 8h3.5L9 5.5h6L16.5 8H20v11H4z"/><circle cx="12" cy="13" r="3.3"/>',
    "copy": '<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5.5 15H4V4h11v1.5"/>',
    "language": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"/>',
    "counter": '<path d="M3 10h18M5 10v10M19 10v10M3 14h18"/><circle cx="12" cy="5" r="2.5"/>',
    "elderly": (
        '<circle cx="11" cy="4.5" r="2"/><path d="M11 8.5 9.5 14l3 2.5V21M10 14.5 7.5 21M11 9.5l4.5 3.5M16.5 13v8"/>'
    ),
    "disabled": (
        '<circle cx="10.5" cy="4.5" r="1.8"/><path d="M10.5 8v6h5l2.5 5.5"/>'
        '<path d="M8 11.5a5 5 0 1 0 6.8 6M10.5 10.5h4"/>'
    ),
    "pregnant": (
        '<circle cx="11" cy="4.5" r="2"/>'
        '<path d="M11 8.5c-1.5 2-2 4-2 6.5h5c2.5 0 2.5-4-.5-4.5L11 8.5zM9.5 15v6M13 15v6"/>'
    ),
    "child": (
        '<circle cx="8" cy="5" r="2"/><path d="M8 9v6M8 15l-2 6M8 15l2 6M8 10.5l5 3"/>'
        '<circle cx="16.5" cy="10.5" r="1.6"/><path d="M16.5 13.5V17M16.5 17l-1.2 4M16.5 17l1.2 4"/>'
    ),
    "merit": (
        '<circle cx="12" cy="9" r="5.5"/><path d="m8.5 13.5-2 7 5.5-2.8 5.5 2.8-2-7"/>'
        '<path d="m12 6.5.8 1.7 1.8.2-1.3 1.3.3 1.8-1.6-.9-1.6.9.3-1.8-1.3-1.3 1.8-.2z"/>'
    ),
    "offline": (
        '<path d="M3 9.5a13.5 13.5 0 0 1 18 0M6.5 13a8.5 8.5 0 0 1 11 0M10 16.5a3.5 3.5 0 0 1 4 0M12 20v.1M4 3l16 18"/>'
    ),
    "car": (
        '<path d="M3.5 17v-4l2.2-6h12.6l2.2 6v4z"/><path d="M3.5 13h17"/>'
        '<circle cx="7.5" cy="17" r="1.9"/><circle cx="16.5" cy="17" r="1.9"/>'
    ),
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "chart": '<path d="M4 20h16M7 20v-6M12 20V6M17 20v-9"/>',
    "lock": '<rect x="5" y="11" width="14" height="9.5" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
}
