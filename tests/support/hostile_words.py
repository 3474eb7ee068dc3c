"""Words that try to act where they are shown, and what shows that one did."""

import re

WORDS = {
    "newlines": "a\n\n::error::b\r\n::add-mask::c\r::set-env name=PATH::d",
    "a command": "::error file=x,line=1::owned",
    "a command after blanks": "\t ::stop-commands::x",
    "an older command": "x ##[error]y ##[set-env name=PATH]z",
    "a command of another CI": "##vso[task.setvariable variable=x]y",
    "a command of TeamCity": "x ##teamcity[buildStatus status='SUCCESS' text='y']",
    "people": "@octocat, (@org/team) a@b.example /cc @x_y-z &#64;name \\@name",
    "issues": "#1 GH-2 gh-3 org/repo#4 see #5.",
    "addresses": "https://a.example HTTP://b.example/c?d ftp://c.example www.d.example WWW.e.example mailto:f@g.example",
    "escape codes": "\x1b[31mred\x1b[0m \x9b31m \x1b]0;title\x07 \x1b]8;;https://example.org\x07link\x1b]8;;\x07",
    "the end of a CDATA section": "]]><evil/><![CDATA[",
    "HTML": '<script>alert(1)</script><img src=x onerror="alert(1)"> <!-- & --> &lt;b&gt;',
    "bidi": "\u202eTIM\u202c \u2066x\u2069 \u200b\ufeff",
    "letters that nobody sees": "a\u3164b\u115f\u1160c\uffa0d\u2800e\u034f",
    "formulas, and GitLab's references": '$`x`$ $$y$$ !1 ~bug %"v1" %2 &1 :smile: $3',
    "line separators": "a\u2028b\u2029c\u0085d\x0be\x0cf\x1cg",
    "pipes": "a|b\\|c\\\\|d",
    "Markdown": "`code` ```\n# title\n[link](https://example.org) ![image](x) *a* _b_ ~c~ <https://example.org>",
    "links of SARIF": "[link](https://example.org) \\[a](1) [b](2) {0} {{1}}",
    "escapes that are written already": "%0A::error::x %25 %3A %2C &#10; \\n \\u001b",
    "properties": "x,line=1,title=y::z",
    "a path upwards": "../../etc/passwd",
    "lone surrogates": "a\ud800b\udcff",
    "no characters": "\ufffe\uffff\U0010ffff",
    "a flag": "--output=x",
    "many letters": "x" * 100_000,
} | {
    f"a command after {count} letters": f"{'x' * count}::error::y"
    for count in (69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80)
}


UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u2800\u3164\uffa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e0fff]"
)
